package io.braid.yang.xpath;

import io.braid.yang.schema.SchemaNode;

/** What of a tree, and of the state beside it, there is to a reader. What is hidden is as if it did not exist. */
public interface Sight {
    /** Everything is there. */
    Sight ALL = new Sight() {
        @Override
        public boolean hides(SchemaNode node) {
            return false;
        }

        @Override
        public boolean shows(Instance instance) {
            return true;
        }

        @Override
        public boolean showsAll() {
            return true;
        }
    };

    /** Whether all instances of a node are hidden, so that none need be looked for. */
    boolean hides(SchemaNode node);

    /** Whether this instance is there; what is around it is. */
    boolean shows(Instance instance);

    /** Whether every instance is there whose node is not hidden, so that none need be asked for. */
    default boolean showsAll() {
        return false;
    }
}
