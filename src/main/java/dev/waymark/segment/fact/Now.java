package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The moment a rule is asked, for rules that hold only from or until a date.
 *
 * <p>Business time, handed in with the facts: a rule never sees the system clock. Immutable.
 */
public final class Now {

    private final Effort effort = Effort.current();
    private final Instant moment;

    public Now(ProfileFacts facts) {
        this.moment = facts.now();
    }

    /** True from the moment on; the moment itself counts. A date such as 2027-06-01 means its first instant in UTC. */
    public boolean isFrom(String moment) {
        effort.spend();
        return !this.moment.isBefore(parse(moment));
    }

    /** True before the moment; the moment itself does not count. */
    public boolean isBefore(String moment) {
        effort.spend();
        return this.moment.isBefore(parse(moment));
    }

    private static Instant parse(String text) {
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text);
    }
}
