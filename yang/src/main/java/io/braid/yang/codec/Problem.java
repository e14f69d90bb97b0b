package io.braid.yang.codec;

/**
 * Something an author of a document has to change.
 *
 * @param line from 1; 0 means unknown
 * @param column from 1; 0 means unknown
 * @param path where in the data, such as {@code /braid-mcp:mcp/service[name='a']/port}
 * @param reason what is wrong, and what to do
 */
public record Problem(int line, int column, String path, String reason) {
    /** As one line of a message: {@code file:line: path: reason}. */
    public String text(String file) {
        return file + ":" + line + ": " + path + ": " + reason;
    }
}
