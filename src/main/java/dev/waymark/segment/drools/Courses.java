package dev.waymark.segment.drools;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.waymark.behaviour.Category;
import dev.waymark.behaviour.DayCounts;
import dev.waymark.behaviour.EventSummary;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Course.Days;
import dev.waymark.segment.drools.Course.Moments;
import dev.waymark.segment.drools.Expression.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of each question about time: the one place that says when an answer can change without an event.
 *
 * <p>Moments are told to the microsecond, as the database and business time keep them.
 */
final class Courses {

    private static final int NANOS_OF_MICRO = 1_000;

    private Courses() {}

    static Course of(Call call, ProfileFacts facts) {
        return switch (call.question().name()) {
            case "did", "times" -> event(call, facts).map(Courses::sinceFirst).orElse(Course.STILL);
            case "didWithinHours" -> within(call, facts, Duration.ofHours(number(call, 1)));
            case "didWithinDays" -> within(call, facts, Duration.ofDays(number(call, 1)));
            case "didAfter" -> datedAhead(call, facts);
            case "timesWithinDays" ->
                event(call, facts)
                        .map(event -> window(event.days(), number(call, 1), facts))
                        .orElse(Course.STILL);
            case "daysSinceTrait", "monthsSinceTrait", "yearsSinceTrait", "daysUntilTrait" ->
                facts.traits().containsKey(text(call, 0)) ? Course.BY_THE_DAY : Course.STILL;
            case "in" -> interest(Category.key(text(call, 0)), facts);
            case "favourite" -> favourite(facts);
            case "daysSinceLast" -> facts.behaviour().orders().lastAt().isPresent() ? Course.BY_THE_DAY : Course.STILL;
            case "r" -> onDays(facts.behaviour().orders().recencyTurns().stream());
            case "daysUntilRunsOut" -> runsOut(call, facts).isPresent() ? Course.BY_THE_DAY : Course.STILL;
            case "runsOutWithinDays" ->
                runsOut(call, facts).map(on -> dueWithin(on, number(call, 1))).orElse(Course.STILL);
            case "isFrom", "isBefore" -> new Moments(List.of(upToMicros(moment(text(call, 0)))));
            default -> other(call);
        };
    }

    /** The questions whose answers only an event, or other people's events, can change. */
    private static final Set<String> WITHOUT_TIME = Set.of(
            "valueOf",
            "lastProperty",
            "hasTrait",
            "traitText",
            "traitNumber",
            "traitFlag",
            "prefers",
            "count",
            "value",
            "confidence",
            "given",
            "withdrawn",
            "f",
            "m");

    /** Whether time alone never changes the answer, whoever is asked about. */
    static boolean isTimeless(Call call) {
        return WITHOUT_TIME.contains(call.question().name());
    }

    private static Course other(Call call) {
        if (isTimeless(call)) {
            return Course.STILL;
        }
        throw new IllegalStateException(
                "A test holds these equal to the vocabulary: " + call.question().name());
    }

    private static Optional<EventSummary> event(Call call, ProfileFacts facts) {
        return Optional.ofNullable(facts.events().get(text(call, 0)));
    }

    private static Course sinceFirst(EventSummary event) {
        return new Moments(List.of(upToMicros(event.firstAt())));
    }

    // What is exactly so old still counts; a moment later it does not.
    private static Course within(Call call, ProfileFacts facts, Duration age) {
        return event(call, facts)
                .<Course>map(event -> new Moments(List.of(
                        upToMicros(event.firstAt()),
                        justAfter(event.firstAt().plus(age)),
                        upToMicros(event.lastAt()),
                        justAfter(event.lastAt().plus(age)))))
                .orElse(Course.STILL);
    }

    /** Of both events: first and last, as far as they are still to come. */
    private static Course datedAhead(Call call, ProfileFacts facts) {
        var moments = new ArrayList<Instant>();
        for (var argument : call.arguments()) {
            var event = facts.events().get(argument.text());
            if (event != null) {
                moments.add(upToMicros(event.firstAt()));
                moments.add(upToMicros(event.lastAt()));
            }
        }
        return moments.isEmpty() ? Course.STILL : new Moments(moments);
    }

    private static Course interest(String category, ProfileFacts facts) {
        var days = facts.behaviour().interests().byCategory().get(category);
        return days == null ? Course.STILL : fading(days, facts);
    }

    /** Interests fade alike: one stays ahead of the other until a day comes on which there is something already. */
    private static Course favourite(ProfileFacts facts) {
        return onDays(facts.behaviour().interests().byCategory().values().stream()
                .flatMap(days -> days.ahead(facts.now()).stream()));
    }

    private static Course fading(DayCounts days, ProfileFacts facts) {
        return new Days(
                days.ahead(facts.now()).stream().map(LocalDate::toEpochDay).toList());
    }

    /** A day counts when it begins, and no longer so many days after. */
    private static Course window(DayCounts counts, int days, ProfileFacts facts) {
        var ahead = counts.ahead(facts.now());
        var ending = Stream.concat(counts.since(days, facts.now()).stream(), ahead.stream());
        return onDays(Stream.concat(ahead.stream(), ending.map(day -> day.plusDays(days))));
    }

    private static Course onDays(Stream<LocalDate> days) {
        return new Moments(days.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .distinct()
                .toList());
    }

    private static Optional<LocalDate> runsOut(Call call, ProfileFacts facts) {
        return facts.behaviour().replenishment().expected(text(call, 0)).map(expected -> expected.on());
    }

    /** From no to yes so many days before, and no for good after. */
    private static Course dueWithin(LocalDate on, int days) {
        return onDays(Stream.of(on.minusDays(days), on.plusDays(1)));
    }

    static Instant moment(String text) {
        return text.indexOf('T') < 0
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(text);
    }

    private static Instant justAfter(Instant moment) {
        return moment.truncatedTo(MICROS).plus(1, MICROS);
    }

    private static Instant upToMicros(Instant moment) {
        return moment.getNano() % NANOS_OF_MICRO == 0 ? moment : justAfter(moment);
    }

    private static String text(Call call, int argument) {
        return call.arguments().get(argument).text();
    }

    private static int number(Call call, int argument) {
        return Integer.parseInt(text(call, argument));
    }
}
