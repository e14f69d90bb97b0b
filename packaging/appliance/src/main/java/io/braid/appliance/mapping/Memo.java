package io.braid.appliance.mapping;

import io.braid.yang.tree.Reader;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * Remembers what each part of the tree was mapped to, so that an unchanged part gives the same object. An entry lives as
 * long as a tree with that part does. For one thread.
 */
final class Memo {
    /** Keys are nodes, which are compared by identity. */
    private final Map<Object, Object> known = new WeakHashMap<>();

    /**
     * What {@code part} is mapped to. Each place of the model has one function.
     *
     * @throws MappingException if the function refuses the part
     */
    <T> T of(Reader part, Class<T> kind, Function<Reader, T> function) {
        return of(part, part.identity(), kind, function);
    }

    /** What the part {@code identity} of {@code around} is mapped to. */
    <T> T of(Reader around, Object identity, Class<T> kind, Function<Reader, T> function) {
        Object result = known.get(identity);
        if (result == null) {
            result = map(around, function);
            known.put(identity, result);
        }
        return kind.cast(result);
    }

    /** Maps a part; what its record refuses is told with its path. */
    static <T> T map(Reader part, Function<Reader, T> function) {
        try {
            return function.apply(part);
        } catch (MappingException e) {
            throw e;
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            // The model should have refused this; the path tells the operator what to change all the same.
            throw new MappingException(part.path(), e);
        }
    }
}
