package dev.waymark.segment.drools;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.waymark.behaviour.Category;
import dev.waymark.behaviour.DayCounts;
import dev.waymark.behaviour.EventSummary;
import dev.waymark.behaviour.Interests;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Course.Days;
import dev.waymark.segment.drools.Course.Moments;
import dev.waymark.segment.drools.Expression.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is known of each question about time: the one place that says when an answer can change without an event.
 *
 * <p>Moments are told to the microsecond, as the database and business time keep them.
 */
final class Courses {

    /** Interests fade alike: one stays ahead of the other, but for what is lost in rounding. */
    private static final double CLOSE = 1e-6;

    private Courses() {}

    static Course of(Call call, ProfileFacts facts) {
        return switch (call.question().name()) {
            case "did", "times" -> event(call, facts).map(Courses::sinceFirst).orElse(Course.STILL);
            case "didWithinHours" -> within(call, facts, Duration.ofHours(number(call, 1)));
            case "didWithinDays" -> within(call, facts, Duration.ofDays(number(call, 1)));
            case "didAfter" -> datedAhead(call, facts);
            case "timesWithinDays" ->
                event(call, facts)
                        .map(event -> days(List.of(event.days()), facts))
                        .orElse(Course.STILL);
            case "daysSinceTrait", "monthsSinceTrait", "yearsSinceTrait", "daysUntilTrait" ->
                facts.traits().containsKey(text(call, 0)) ? Course.BY_THE_DAY : Course.STILL;
            case "in" -> interest(Category.key(text(call, 0)), facts);
            case "favourite" -> favourite(facts);
            case "daysSinceLast", "r" ->
                facts.behaviour().orders().lastAt().isPresent() ? Course.BY_THE_DAY : Course.STILL;
            case "daysUntilRunsOut" -> runsOut(call, facts).isPresent() ? Course.BY_THE_DAY : Course.STILL;
            case "runsOutWithinDays" ->
                runsOut(call, facts).map(Courses::overdueAfter).orElse(Course.STILL);
            case "isFrom", "isBefore" -> new Moments(List.of(upToMicros(moment(text(call, 0)))));
            default -> other(call);
        };
    }

    /** The questions whose answers only an event, or other people's events, can change. */
    static final Set<String> WITHOUT_TIME = Set.of(
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

    private static Course other(Call call) {
        if (WITHOUT_TIME.contains(call.question().name())) {
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
                .<Course>map(event -> new Moments(Stream.of(event.firstAt(), event.lastAt())
                        .flatMap(at -> Stream.of(upToMicros(at), justAfter(at.plus(age))))
                        .toList()))
                .orElse(Course.STILL);
    }

    /** Of both events: first and last, as far as they are still to come. */
    private static Course datedAhead(Call call, ProfileFacts facts) {
        return new Moments(call.arguments().stream()
                .map(argument -> facts.events().get(argument.text()))
                .filter(Objects::nonNull)
                .flatMap(event -> Stream.of(event.firstAt(), event.lastAt()))
                .map(Courses::upToMicros)
                .toList());
    }

    private static Course interest(String category, ProfileFacts facts) {
        var days = facts.behaviour().interests().byCategory().get(category);
        return days == null ? Course.STILL : days(List.of(days), facts);
    }

    private static Course favourite(ProfileFacts facts) {
        var interests = facts.behaviour().interests();
        return isClose(interests, facts.now())
                ? Course.RESTLESS
                : days(interests.byCategory().values(), facts);
    }

    private static boolean isClose(Interests interests, Instant now) {
        var byCategory = interests.byCategory();
        var strongest = byCategory.keySet().stream()
                .mapToDouble(category -> interests.in(category, now))
                .max()
                .orElse(0);
        return byCategory.entrySet().stream()
                        .filter(entry -> interests.in(entry.getKey(), now) >= strongest * (1 - CLOSE))
                        .map(Map.Entry::getValue)
                        .distinct()
                        .count()
                > 1;
    }

    private static Course days(Collection<DayCounts> counts, ProfileFacts facts) {
        return new Days(counts.stream()
                .flatMap(days -> days.ahead(facts.now()).stream())
                .map(LocalDate::toEpochDay)
                .distinct()
                .sorted()
                .toList());
    }

    private static Optional<LocalDate> runsOut(Call call, ProfileFacts facts) {
        return facts.behaviour().replenishment().expected(text(call, 0)).map(expected -> expected.on());
    }

    /** From no to yes until then, and no for good after. */
    private static Course overdueAfter(LocalDate on) {
        return new Days(List.of(on.plusDays(1).toEpochDay()));
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
        var down = moment.truncatedTo(MICROS);
        return down.equals(moment) ? moment : down.plus(1, MICROS);
    }

    private static String text(Call call, int argument) {
        return call.arguments().get(argument).text();
    }

    private static int number(Call call, int argument) {
        return Integer.parseInt(text(call, argument));
    }
}
