package io.braid.fuzz;

import java.util.List;
import java.util.Map;

/**
 * Decoders that are tried together.
 *
 * @param name names the folder of the corpus
 * @param fuzzed the class with {@code fuzzerTestOneInput}
 * @param seeds inputs beside those of the corpus: what only the decoder's own encoder can write
 * @param packages whose classes are watched: how far the fuzzer gets in them guides it
 * @param branches for source files of these packages, the least part of their branches that corpus and run have to reach,
 *     in per cent
 */
record Target(String name, Class<?> fuzzed, List<byte[]> seeds, List<String> packages, Map<String, Integer> branches) {
    @Override
    public String toString() {
        return name;
    }
}
