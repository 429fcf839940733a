package dev.waymark.journey;

import dev.waymark.engine.StepJob;
import dev.waymark.experiment.Assignment;
import dev.waymark.profile.PersonZone;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import dev.waymark.support.DayWindow;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When a step that waits until something is over for one person: the next time of day, a date among their traits, the
 * part of the day they have chosen. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class DueTime {

    static final String TIME_OF_DAY = "timeOfDay";
    static final String DATE_TRAIT = "dateTrait";
    static final String WINDOW_FROM = "windowFrom";
    static final String BEFORE = "before";
    static final String SPREAD = "spread";

    private final Profiles profiles;
    private final PersonZone zones;

    DueTime(Profiles profiles, PersonZone zones) {
        this.profiles = profiles;
        this.zones = zones;
    }

    StepDecisions.Decision of(StepJob job, Instant now) {
        var profile = profiles.find(new ProfileId(job.claimed().profile()));
        if (profile.isEmpty()) {
            return StepDecisions.Decision.personal(now.toString(), "The person is not known any more.");
        }
        var zone = zones.of(profile.get());
        var due = due(job, profile.get(), zone, now);
        return StepDecisions.Decision.personal(
                spread(job, due.moment()).toString(), due.why() + " Time zone " + zone + ".");
    }

    private record Due(Instant moment, String why) {}

    private static Due due(StepJob job, ProfileView profile, ZoneId zone, Instant now) {
        var time = job.header(TIME_OF_DAY);
        if (time.isPresent()) {
            return new Due(DayWindow.next(LocalTime.parse(time.get()), now, zone), "The next " + time.get() + ".");
        }
        var trait = job.header(DATE_TRAIT);
        return trait.isPresent()
                ? byDate(job, profile, trait.get(), new Due(now, ""), zone)
                : byWindow(profile, job.header(WINDOW_FROM).orElse(""), now, zone);
    }

    private static Due byDate(StepJob job, ProfileView profile, String trait, Due now, ZoneId zone) {
        var before = job.header(BEFORE).map(Duration::parse).orElse(Duration.ZERO);
        return profile.text(trait)
                .flatMap(text -> moment(text, zone))
                .map(moment -> new Due(moment.minus(before), "By the trait " + trait + "."))
                .orElseGet(() -> new Due(now.moment(), "The trait " + trait + " holds no date."));
    }

    private static Due byWindow(ProfileView profile, String trait, Instant now, ZoneId zone) {
        var window = profile.text(trait).flatMap(DayWindow::named).orElse(DayWindow.ANY);
        return new Due(window.opens(now, zone), "The window " + window + ".");
    }

    private static Optional<Instant> moment(String text, ZoneId zone) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(zone).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /** Later by a share of the spread that is the person's own: a hundred thousand people are no burst. */
    private static Instant spread(StepJob job, Instant due) {
        var place = Assignment.place(
                "spread:" + job.claimed().journey() + "/" + job.elementId(),
                new ProfileId(job.claimed().profile()));
        var most = job.header(SPREAD).map(Duration::parse).orElse(Duration.ZERO);
        return due.plusMillis((long) (most.toMillis() * place / 100));
    }
}
