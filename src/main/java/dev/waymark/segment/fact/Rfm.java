package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;

/** How good the person's orders are, in the three scores recency, frequency and money. Immutable. */
public final class Rfm {

    private final Effort effort = Effort.current();
    private final int r;
    private final int f;
    private final int m;

    public Rfm(ProfileFacts facts) {
        var orders = facts.behaviour().orders();
        this.r = orders.recencyScore(facts.now());
        this.f = orders.frequencyScore();
        this.m = orders.monetaryScore();
    }

    /** How recent the last order is, 1 to 5; 0 without orders. */
    public int r() {
        effort.spend();
        return r;
    }

    /** How frequent orders are, 1 to 5; 0 without orders. */
    public int f() {
        effort.spend();
        return f;
    }

    /** How much money the orders are, 1 to 5; 0 without orders. */
    public int m() {
        effort.spend();
        return m;
    }
}
