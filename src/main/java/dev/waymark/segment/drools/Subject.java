package dev.waymark.segment.drools;

/** What a question looks at: says what must be read before it is asked, and how its answer is explained. */
enum Subject {
    /** Single events or traits, which the decision reports as they are. */
    NAMED(false, false),
    /** The same, at a distance in time. */
    NAMED_IN_TIME(false, true),
    /** More of an event than the decision reports by itself. */
    EVENT_DETAIL(true, false),
    EVENT_DAYS(true, true),
    TRAIT_AGE(true, true),
    INTERESTS(true, true),
    /** What the person said they like, which is a trait. */
    PREFERENCE(true, false),
    ORDERS(true, false),
    ORDERS_IN_TIME(true, true),
    CONSENT(true, false),
    CLOCK(false, true);

    private final boolean explained;
    private final boolean changesWithTime;

    Subject(boolean explained, boolean changesWithTime) {
        this.explained = explained;
        this.changesWithTime = changesWithTime;
    }

    /** Whether the decision reports the answer itself. */
    boolean isExplained() {
        return explained;
    }

    /** Whether the answer can change without an event. */
    boolean changesWithTime() {
        return changesWithTime;
    }

    /** Whether what the person said they like, which is a trait, counts for the answer. */
    boolean isAboutLiking() {
        return this == INTERESTS || this == PREFERENCE;
    }

    boolean isAboutOrders() {
        return this == ORDERS || this == ORDERS_IN_TIME;
    }
}
