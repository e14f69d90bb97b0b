package io.braid.yang.edit;

/**
 * An edit-config (RFC 6241 §7.2).
 *
 * @param config the edit; its root has the root of the schema
 * @param defaultOperation what to do with nodes for which the edit says nothing: merge, replace or none
 * @param test whether the result is validated
 * @param onError what happens to the rest of the edit after an error
 */
public record EditRequest(EditNode config, Operation defaultOperation, TestOption test, ErrorOption onError) {
    /** The test-option. What a test finds wrong keeps the edit from being done. */
    public enum TestOption {
        TEST_THEN_SET,
        SET,
        TEST_ONLY
    }

    /** The error-option; what was done before the error stays, unless it is rolled back. */
    public enum ErrorOption {
        STOP,
        CONTINUE,
        ROLLBACK
    }

    /** A merge that is done as a whole or not at all; validity is judged at the commit. */
    public static EditRequest merge(EditNode config) {
        return new EditRequest(config, Operation.MERGE, TestOption.SET, ErrorOption.ROLLBACK);
    }
}
