package dev.waymark.onsite;

import java.util.Locale;

/** What a person does with something that is shown to them; each counts once. */
enum OnsiteAct {
    SHOWN("On-site Shown"),
    CLICKED("On-site Clicked"),
    DISMISSED("On-site Dismissed");

    private final String event;

    OnsiteAct(String event) {
        this.event = event;
    }

    /** As in the address, and in the name of the column that notes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The event of the person that it is. */
    String event() {
        return event;
    }

    /** Whether it is not to be shown any more. */
    boolean ends() {
        return this == DISMISSED;
    }
}
