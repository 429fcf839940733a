package dev.waymark.journey;

import dev.waymark.experiment.Assignment;
import dev.waymark.journey.model.EntrySchedule;
import dev.waymark.profile.PersonZone;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plans who enters a journey by its calendar, and when by their own clock: every ten minutes anew for the days that
 * begin somewhere on earth, so that people who join the segment meanwhile are planned too. Whose time of day is over by
 * then waits for the next day of it. Thread-safe; a page of people is a transaction.
 */
@ApplicationScoped
class SchedulePlan {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int PAGE = 1_000;
    private static final int KEPT_DAYS = 30;
    private static final ProfileId FIRST = new ProfileId(new UUID(0, 0));

    private final ScheduleTable table;
    private final Profiles profiles;
    private final PersonZone zones;
    private final Clock clock;
    private final Map<UUID, Instant> planned = new ConcurrentHashMap<>();

    SchedulePlan(ScheduleTable table, Profiles profiles, PersonZone zones, Clock clock) {
        this.table = table;
        this.profiles = profiles;
        this.zones = zones;
        this.clock = clock;
    }

    void plan(PublishedJourney journey) {
        var now = clock.instant();
        var last = planned.get(journey.versionId());
        if (last != null && last.plus(EVERY).isAfter(now)) {
            return;
        }
        var schedule = journey.model().entry().schedule();
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        // somewhere it is tomorrow, somewhere still yesterday
        Stream.of(today.minusDays(1), today, today.plusDays(1))
                .filter(day -> schedule.day() == null || schedule.day() == day.getDayOfWeek())
                .forEach(day -> plan(journey, schedule, day));
        if (last == null) {
            // by now everybody who is to enter has a moment by this version: nobody's was taken before they had
            QuarkusTransaction.requiringNew().run(() -> table.forgetOthers(journey, now));
        }
        planned.put(journey.versionId(), now);
        QuarkusTransaction.requiringNew().run(() -> table.forgetBefore(today.minusDays(KEPT_DAYS)));
    }

    private void plan(PublishedJourney journey, EntrySchedule schedule, LocalDate day) {
        var after = FIRST;
        while (after != null) {
            var from = after;
            after = QuarkusTransaction.requiringNew().call(() -> planPage(journey, schedule, day, from));
        }
    }

    /** Answers the last of the page, or null after the last page. */
    private @Nullable ProfileId planPage(
            PublishedJourney journey, EntrySchedule schedule, LocalDate day, ProfileId after) {
        var members = table.unplanned(journey, day, after, PAGE);
        table.add(
                journey,
                profiles.find(members).stream()
                        .map(person -> new ScheduleTable.Due(
                                journey.key(), day, person.id(), dueAt(journey, schedule, day, person)))
                        // whoever joins the segment when the time of day is over waits for the next
                        .filter(due -> due.dueAt().isAfter(clock.instant()))
                        .toList());
        return members.size() < PAGE ? null : members.getLast();
    }

    private Instant dueAt(PublishedJourney journey, EntrySchedule schedule, LocalDate day, ProfileView person) {
        var place = Assignment.place("schedule:" + journey.key(), person.id());
        return day.atTime(schedule.at()).atZone(zones.of(person)).toInstant().plusMillis((long)
                (schedule.spread().toMillis() * place / 100));
    }
}
