package io.braid.yang.schema;

/**
 * A case of a choice.
 *
 * @param choice the choice
 * @param name the case's name
 */
public record CaseSchema(ChoiceSchema choice, String name) {
    /** Whether its defaults hold when no case of the choice has data. */
    public boolean isDefault() {
        return choice.defaultCase().filter(name::equals).isPresent();
    }
}
