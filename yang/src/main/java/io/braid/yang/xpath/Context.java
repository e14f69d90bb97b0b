package io.braid.yang.xpath;

/**
 * What an expression is evaluated for.
 *
 * @param node the context node
 * @param position its position among those of the step, from 1
 * @param size how many there are
 * @param current the initial context node, which {@code current()} gives
 */
record Context(Instance node, int position, int size, Instance current) {
    static Context of(Instance node) {
        return new Context(node, 1, 1, node);
    }

    Context at(Instance other, int newPosition, int newSize) {
        return new Context(other, newPosition, newSize, current);
    }
}
