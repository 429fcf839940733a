package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;

/** How good the person's orders are, in the three scores recency, frequency and money. Immutable. */
public final class Rfm {

    private final ProfileFacts facts;

    public Rfm(ProfileFacts facts) {
        this.facts = facts;
    }

    /** How recent the last order is, 1 to 5; 0 without orders. */
    public int r() {
        return facts.behaviour().orders().recencyScore(facts.now());
    }

    /** How frequent orders are, 1 to 5; 0 without orders. */
    public int f() {
        return facts.behaviour().orders().frequencyScore();
    }

    /** How much money the orders are, 1 to 5; 0 without orders. */
    public int m() {
        return facts.behaviour().orders().monetaryScore();
    }
}
