package dev.waymark.segment.fact;

import java.util.BitSet;

/**
 * Where the rules of one evaluation note that they hold.
 *
 * <p>The compiled form of {@code segment.add("...")}: it takes the rule's number only, so that no text of a rule file
 * is ever part of generated code. Confined to one thread.
 */
public final class Conclusions {

    private final BitSet rules = new BitSet();
    private final Effort effort = Effort.current();

    public void add(int rule) {
        effort.spend();
        rules.set(rule);
    }

    public boolean holds(int rule) {
        return rules.get(rule);
    }
}
