package dev.waymark.segment.drools;

import dev.waymark.behaviour.Category;
import dev.waymark.segment.drools.Expression.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether one person can give two answers at once. What is not known to exclude each other can: an analysis may then
 * show an example that is none, but never misses one.
 */
final class Together {

    /** Orders from which on F is 5, 4, 3, 2 and 1. */
    private static final List<Integer> ORDERS_FOR_F = List.of(8, 5, 3, 2, 1);

    private Together() {}

    static boolean canBe(Call one, @Nullable Object answer, Call other, @Nullable Object otherAnswer) {
        return follows(new Answer(one, answer), new Answer(other, otherAnswer))
                && follows(new Answer(other, otherAnswer), new Answer(one, answer));
    }

    private record Answer(Call call, @Nullable Object value) {

        Meaning meaning() {
            return Meaning.of(call);
        }

        boolean is(Meaning... meanings) {
            return Set.of(meanings).contains(meaning());
        }

        boolean isAboutSame(Answer other) {
            return !call.arguments().isEmpty()
                    && !other.call.arguments().isEmpty()
                    && subject().equals(other.subject());
        }

        private String subject() {
            var text = call.arguments().getFirst().text();
            return call.question().arguments().getFirst() == Argument.CATEGORY ? Category.key(text) : text;
        }

        boolean isYes() {
            return Boolean.TRUE.equals(value);
        }

        double number() {
            return value instanceof Number number ? number.doubleValue() : Double.NaN;
        }

        /** Of a window: how long it is. */
        Duration window() {
            var number = Long.parseLong(call.arguments().get(1).text());
            return call.question().name().endsWith("Hours") ? Duration.ofHours(number) : Duration.ofDays(number);
        }
    }

    private static boolean follows(Answer one, Answer other) {
        if (one.meaning().isAboutOrders() && other.meaning().isAboutOrders()) {
            return orders(one, other);
        }
        return switch (one.meaning()) {
            case DID, DID_WITHIN, DID_AFTER, TIMES, TIMES_WITHIN -> !one.isAboutSame(other) || events(one, other);
            case HAS_TRAIT, TRAIT_FLAG, TRAIT_NUMBER, TRAIT_TEXT, TRAIT_AGE ->
                !one.isAboutSame(other) || traits(one, other);
            case RUNS_OUT_WITHIN, DAYS_UNTIL_RUNS_OUT, RUNS_OUT_CONFIDENCE ->
                !one.isAboutSame(other) || supply(one, other);
            case IS_FROM, IS_BEFORE -> !other.is(Meaning.IS_FROM, Meaning.IS_BEFORE) || clock(one, other);
            case GIVEN -> !(other.is(Meaning.WITHDRAWN) && isSameConsent(one, other) && one.isYes() && other.isYes());
            default -> true;
        };
    }

    private static boolean orders(Answer one, Answer other) {
        if (hasOrders(one) != hasOrders(other)) {
            return false;
        }
        return !(one.is(Meaning.ORDERS) && other.is(Meaning.F)) || other.number() == f(one.number());
    }

    private static boolean hasOrders(Answer answer) {
        return answer.is(Meaning.DAYS_SINCE_ORDER) ? answer.value() != null : answer.number() > 0;
    }

    private static double f(double orders) {
        return ORDERS_FOR_F.stream().filter(from -> orders >= from).count();
    }

    private static boolean events(Answer one, Answer other) {
        if (one.is(Meaning.DID) && other.is(Meaning.TIMES)) {
            return one.isYes() == other.number() > 0;
        }
        if (one.is(Meaning.DID_WITHIN, Meaning.DID_AFTER) && one.isYes()) {
            return !(other.is(Meaning.DID) && !other.isYes())
                    && !(other.is(Meaning.TIMES) && other.number() == 0)
                    && !(one.is(Meaning.DID_WITHIN)
                            && other.is(Meaning.DID_WITHIN)
                            && !other.isYes()
                            && other.window().compareTo(one.window()) >= 0);
        }
        if (one.is(Meaning.TIMES_WITHIN)) {
            return !(other.is(Meaning.TIMES) && other.number() < one.number())
                    && !(other.is(Meaning.DID) && !other.isYes() && one.number() > 0)
                    && !(other.is(Meaning.TIMES_WITHIN)
                            && other.number() < one.number()
                            && other.window().compareTo(one.window()) >= 0);
        }
        return true;
    }

    private static boolean traits(Answer one, Answer other) {
        return switch (one.meaning()) {
            case HAS_TRAIT -> one.isYes() || isBlank(other);
            case TRAIT_FLAG ->
                !one.isYes()
                        || !other.is(Meaning.TRAIT_NUMBER, Meaning.TRAIT_AGE) && !isOtherText(other, "true")
                        || other.value() == null;
            case TRAIT_NUMBER ->
                one.value() == null || !(other.is(Meaning.TRAIT_AGE) && other.value() != null) && !isText(other, "");
            case TRAIT_AGE -> one.value() == null || ages(one, other);
            default -> true;
        };
    }

    private static boolean isBlank(Answer answer) {
        return switch (answer.value()) {
            case null -> true;
            case Boolean flag -> !flag;
            case String text -> text.isEmpty();
            default -> false;
        };
    }

    private static boolean isText(Answer answer, String text) {
        return answer.is(Meaning.TRAIT_TEXT) && text.equals(answer.value());
    }

    private static boolean isOtherText(Answer answer, String text) {
        return answer.is(Meaning.TRAIT_TEXT) && !text.equals(answer.value());
    }

    /** A date is one day: years, months and days since it go together, and until it there are none. */
    private static boolean ages(Answer one, Answer other) {
        if (isText(other, "")) {
            return false;
        }
        if (!other.is(Meaning.TRAIT_AGE)) {
            return true;
        }
        var unit = days(one);
        var otherUnit = days(other);
        if (unit == 0 || otherUnit == 0) {
            return unit == otherUnit || other.value() == null || one.number() + other.number() == 0;
        }
        // a month has 28 to 31 days; within that the one may be anything
        return other.value() != null
                && one.number() * unit * 0.9 <= (other.number() + 1) * otherUnit * 1.02
                && other.number() * otherUnit * 0.9 <= (one.number() + 1) * unit * 1.02;
    }

    /** Days in the unit; 0 for those until the date. */
    private static double days(Answer age) {
        return switch (age.call().question().name()) {
            case "daysSinceTrait" -> 1;
            case "monthsSinceTrait" -> 30.5;
            case "yearsSinceTrait" -> 366;
            default -> 0;
        };
    }

    private static boolean supply(Answer one, Answer other) {
        return switch (one.meaning()) {
            case RUNS_OUT_WITHIN ->
                switch (other.meaning()) {
                    case DAYS_UNTIL_RUNS_OUT ->
                        one.isYes()
                                == (other.number() >= 0
                                        && other.number() <= one.window().toDays());
                    case RUNS_OUT_WITHIN ->
                        !one.isYes() || other.isYes() || other.window().compareTo(one.window()) < 0;
                    case RUNS_OUT_CONFIDENCE -> !one.isYes() || !"".equals(other.value());
                    default -> true;
                };
            case DAYS_UNTIL_RUNS_OUT ->
                !other.is(Meaning.RUNS_OUT_CONFIDENCE) || (one.value() == null) == "".equals(other.value());
            default -> true;
        };
    }

    private static boolean clock(Answer one, Answer other) {
        var from = moment(one);
        var otherFrom = moment(other);
        return from.isBefore(otherFrom) || !isFrom(one) || isFrom(other);
    }

    private static boolean isFrom(Answer answer) {
        return answer.is(Meaning.IS_FROM) == answer.isYes();
    }

    private static Instant moment(Answer answer) {
        return Courses.moment(answer.call().arguments().getFirst().text());
    }

    private static boolean isSameConsent(Answer one, Answer other) {
        return one.call().arguments().equals(other.call().arguments());
    }
}
