package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Clause.Leaf;
import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what a question heard and what it needed, and how far the two are apart. */
final class LeafMiss {

    private static final double NO_MEASURE = 1;

    private LeafMiss() {}

    static Miss of(Leaf leaf, boolean wanted, ProfileFacts facts) {
        return switch (leaf.expression()) {
            case Comparison comparison -> ofComparison(comparison, wanted, facts);
            case Call call when call.question().name().startsWith("didWithin") -> ofRecency(call, wanted, facts);
            case Call call ->
                one(
                        NO_MEASURE,
                        "%s is %s, needs %s".formatted(DrlPrinter.named(call), Answers.answer(call, facts), wanted));
            default -> throw new IllegalStateException("Only questions and comparisons are leaves: " + leaf);
        };
    }

    private static Miss ofComparison(Comparison comparison, boolean wanted, ProfileFacts facts) {
        var left = Answers.answer(comparison.left(), facts);
        var right = Truth.value(comparison.right(), new Answers(facts));
        var compared = comparison.right() instanceof Call call
                ? DrlPrinter.named(call) + ", which is " + inWords(right)
                : DrlPrinter.text(comparison.right());
        return one(
                distance(left, right),
                "%s is %s, needs %s%s %s"
                        .formatted(
                                DrlPrinter.named(comparison.left()),
                                inWords(left),
                                wanted ? "" : "not ",
                                comparison.comparison(),
                                compared));
    }

    private static Miss ofRecency(Call call, boolean wanted, ProfileFacts facts) {
        var event = call.arguments().get(0).text();
        var unit = call.question().name().endsWith("Hours") ? "h" : "days";
        var window = window(call);
        var age = age(event, facts);
        if (age.isEmpty()) {
            return one(
                    NO_MEASURE,
                    "\"%s\" never happened, needs within %s %s".formatted(event, count(window, unit), unit));
        }
        return one(
                distance((double) age.get().toMillis(), (double) window.toMillis()),
                "the last \"%s\" was %s %s ago, needs %s%s %s"
                        .formatted(
                                event,
                                count(age.get(), unit),
                                unit,
                                wanted ? "" : "more than ",
                                count(window, unit),
                                unit));
    }

    private static Duration window(Call call) {
        var number = Long.parseLong(call.arguments().get(1).text());
        return call.question().name().endsWith("Hours") ? Duration.ofHours(number) : Duration.ofDays(number);
    }

    /** Of the last that is not after now; empty if there is none. */
    private static Optional<Duration> age(String event, ProfileFacts facts) {
        var summary = facts.events().get(event);
        if (summary == null || summary.firstAt().isAfter(facts.now())) {
            return Optional.empty();
        }
        Instant last = summary.lastAt().isAfter(facts.now()) ? summary.firstAt() : summary.lastAt();
        return Optional.of(Duration.between(last, facts.now()));
    }

    /** With one decimal, rounded up: what is hardly over 24 hours is not 24. */
    private static String count(Duration duration, String unit) {
        var per = unit.equals("h") ? Duration.ofHours(1) : Duration.ofDays(1);
        return BigDecimal.valueOf(duration.toMillis() + (duration.toNanosPart() % 1_000_000 == 0 ? 0 : 1))
                .divide(BigDecimal.valueOf(per.toMillis()), 1, RoundingMode.UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static double distance(@Nullable Object left, @Nullable Object right) {
        if (!(left instanceof Number one) || !(right instanceof Number other)) {
            return NO_MEASURE;
        }
        var apart = Math.abs(one.doubleValue() - other.doubleValue()) / Math.max(1, Math.abs(other.doubleValue()));
        return apart / (1 + apart);
    }

    private static String inWords(@Nullable Object answer) {
        return switch (answer) {
            case null -> "not known";
            case String text -> '"' + text + '"';
            case Double number ->
                BigDecimal.valueOf(number)
                        .setScale(3, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString();
            default -> answer.toString();
        };
    }

    private static Miss one(double distance, String sentence) {
        return new Miss(1, distance, List.of(sentence));
    }
}
