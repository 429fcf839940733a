package dev.waymark.template;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which names mean something at a place of a part.
 *
 * @param parameters declared in {@code meta.yaml}
 * @param elements of loops around the place
 * @param results of assignments around the place, which may be numbers and so must not be looped over
 * @param loops around the place; may be more than there are elements, as each loop may call its element {@code it}
 */
record NameScope(Set<String> parameters, Set<String> elements, Set<String> results, int loops) {

    static NameScope of(Set<String> parameters) {
        return new NameScope(Set.copyOf(parameters), Set.of(), Set.of(), 0);
    }

    boolean isParameter(String name) {
        return parameters.contains(name) && !elements.contains(name) && !results.contains(name);
    }

    /** True for what a sender supplies, or what lies in it. */
    boolean isSupplied(String name) {
        return isParameter(name) || elements.contains(name);
    }

    boolean knows(String name) {
        return isSupplied(name) || results.contains(name) || isPositionInLoop(name);
    }

    /** {@code item_count}, {@code item_hasNext} and the like. */
    private boolean isPositionInLoop(String name) {
        return elements.stream()
                .anyMatch(element -> Stream.of(
                                "count", "index", "hasNext", "isLast", "isFirst", "odd", "even", "indexParity")
                        .anyMatch(position -> name.equals(element + "_" + position)));
    }

    NameScope withElement(String name) {
        return new NameScope(parameters, with(elements, name), results, loops + 1);
    }

    NameScope withResult(String name) {
        return new NameScope(parameters, elements, with(results, name), loops);
    }

    private static Set<String> with(Set<String> names, String name) {
        var more = new HashSet<>(names);
        more.add(name);
        return Set.copyOf(more);
    }
}
