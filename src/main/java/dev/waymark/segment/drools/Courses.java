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
import org.jspecify.annotations.Nullable;

/**
 * What is known of each question about time: the one place that says when an answer can change without an event.
 *
 * <p>Moments are told to the microsecond, as the database and business time keep them.
 */
final class Courses {

    private static final int NANOS_OF_MICRO = 1_000;
    private static final long SECONDS_OF_DAY = 86_400;

    private Courses() {}

    /** The earliest moment to come at which the answer may be another; {@link Outlook#NEVER} if there is none. */
    static Instant earliest(Call call, ProfileFacts facts) {
        return switch (of(call, facts)) {
            case Moments(var moments) -> {
                var earliest = Outlook.NEVER;
                for (var moment : moments) {
                    earliest = moment.isBefore(earliest) ? moment : earliest;
                }
                yield earliest;
            }
            case Days any -> startOfNextDay(facts.now());
        };
    }

    private static Instant startOfNextDay(Instant now) {
        return Instant.ofEpochSecond((Math.floorDiv(now.getEpochSecond(), SECONDS_OF_DAY) + 1) * SECONDS_OF_DAY);
    }

    static Course of(Call call, ProfileFacts facts) {
        return switch (call.question().name()) {
            case "did", "times" -> sinceFirst(call, facts);
            case "didWithinHours" -> within(call, facts, Duration.ofHours(number(call, 1)));
            case "didWithinDays" -> within(call, facts, Duration.ofDays(number(call, 1)));
            case "didAfter" -> datedAhead(call, facts);
            case "timesWithinDays" -> window(call, facts);
            case "daysSinceTrait", "monthsSinceTrait", "yearsSinceTrait", "daysUntilTrait" ->
                facts.traits().containsKey(text(call, 0)) ? Course.BY_THE_DAY : Course.STILL;
            case "in" -> interest(Category.key(text(call, 0)), facts);
            case "favourite" -> favourite(facts);
            case "daysSinceLast" -> facts.behaviour().orders().lastAt().isPresent() ? Course.BY_THE_DAY : Course.STILL;
            case "r" -> onDays(facts.behaviour().orders().recencyTurns(), facts);
            case "daysUntilRunsOut" -> runsOut(call, facts).isPresent() ? Course.BY_THE_DAY : Course.STILL;
            case "runsOutWithinDays" ->
                runsOut(call, facts)
                        .map(on -> dueWithin(on, number(call, 1), facts))
                        .orElse(Course.STILL);
            case "isFrom", "isBefore" -> ahead(facts, upToMicros(moment(text(call, 0))));
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

    private static @Nullable EventSummary event(Call call, ProfileFacts facts) {
        return facts.events().get(text(call, 0));
    }

    private static Course sinceFirst(Call call, ProfileFacts facts) {
        var event = event(call, facts);
        return event == null ? Course.STILL : ahead(facts, upToMicros(event.firstAt()));
    }

    // What is exactly so old still counts; a moment later it does not.
    private static Course within(Call call, ProfileFacts facts, Duration age) {
        var event = event(call, facts);
        return event == null
                ? Course.STILL
                : ahead(
                        facts,
                        upToMicros(event.firstAt()),
                        justAfter(event.firstAt().plus(age)),
                        upToMicros(event.lastAt()),
                        justAfter(event.lastAt().plus(age)));
    }

    /** Of both events: first and last, as far as they are still to come. */
    private static Course datedAhead(Call call, ProfileFacts facts) {
        var moments = new ArrayList<Instant>();
        for (var argument : call.arguments()) {
            var event = facts.events().get(argument.text());
            if (event != null) {
                addIfAhead(facts, upToMicros(event.firstAt()), moments);
                addIfAhead(facts, upToMicros(event.lastAt()), moments);
            }
        }
        return courseOf(moments);
    }

    /** Those that are to come: mostly none. */
    private static Course ahead(ProfileFacts facts, Instant... moments) {
        List<Instant> toCome = List.of();
        for (var moment : moments) {
            if (moment.isAfter(facts.now())) {
                toCome = toCome.isEmpty() ? new ArrayList<>() : toCome;
                toCome.add(moment);
            }
        }
        return courseOf(toCome);
    }

    private static Course courseOf(List<Instant> moments) {
        return moments.isEmpty() ? Course.STILL : new Moments(moments);
    }

    private static void addIfAhead(ProfileFacts facts, Instant moment, List<Instant> moments) {
        if (moment.isAfter(facts.now())) {
            moments.add(moment);
        }
    }

    private static Course interest(String category, ProfileFacts facts) {
        var days = facts.behaviour().interests().byCategory().get(category);
        return days == null ? Course.STILL : fading(days, facts);
    }

    /** Interests fade alike: one stays ahead of the other until a day comes on which there is something already. */
    private static Course favourite(ProfileFacts facts) {
        var moments = new ArrayList<Instant>();
        for (var days : facts.behaviour().interests().byCategory().values()) {
            addDays(days.ahead(facts.now()), 0, facts, moments);
        }
        return courseOf(moments);
    }

    private static Course fading(DayCounts days, ProfileFacts facts) {
        var ahead = days.ahead(facts.now());
        return ahead.isEmpty()
                ? Course.BY_THE_DAY
                : new Days(ahead.stream().map(LocalDate::toEpochDay).toList());
    }

    /** A day counts when it begins, and no longer so many days after. */
    private static Course window(Call call, ProfileFacts facts) {
        var event = event(call, facts);
        if (event == null) {
            return Course.STILL;
        }
        var days = number(call, 1);
        var ahead = event.days().ahead(facts.now());
        var moments = new ArrayList<Instant>();
        addDays(ahead, 0, facts, moments);
        addDays(ahead, days, facts, moments);
        addDays(event.days().since(days, facts.now()), days, facts, moments);
        return courseOf(moments);
    }

    private static Course onDays(List<LocalDate> days, ProfileFacts facts) {
        var moments = new ArrayList<Instant>();
        addDays(days, 0, facts, moments);
        return courseOf(moments);
    }

    /** The beginnings of days so many days later, as far as they are to come. */
    private static void addDays(List<LocalDate> days, int later, ProfileFacts facts, List<Instant> moments) {
        for (var day : days) {
            addIfAhead(facts, Instant.ofEpochSecond((day.toEpochDay() + later) * SECONDS_OF_DAY), moments);
        }
    }

    private static Optional<LocalDate> runsOut(Call call, ProfileFacts facts) {
        return facts.behaviour().replenishment().expected(text(call, 0)).map(expected -> expected.on());
    }

    /** From no to yes so many days before, and no for good after. */
    private static Course dueWithin(LocalDate on, int days, ProfileFacts facts) {
        return onDays(List.of(on.minusDays(days), on.plusDays(1)), facts);
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
