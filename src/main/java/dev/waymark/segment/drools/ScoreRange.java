package dev.waymark.segment.drools;

import java.util.Optional;
import java.util.regex.Pattern;

/** The scores that a cell of a decision table means: 1 to 5 at most, both ends included. */
record ScoreRange(int from, int to) {

    static final String FORMS = "any, a score such as 3, or several such as 4-5, >=4 or <=2";

    private static final int WORST = 1;
    private static final int BEST = 5;
    private static final Pattern ONE = Pattern.compile("=?([1-5])");
    private static final Pattern SEVERAL = Pattern.compile("([1-5])(?:-|\u2013|\\.\\.)([1-5])");
    private static final Pattern COMPARED = Pattern.compile("([<>]=?)([1-5])");

    /** Empty if the text is no range, or one that holds no score. */
    static Optional<ScoreRange> of(String cell) {
        var text = cell.replace(" ", "").replace("\u2265", ">=").replace("\u2264", "<=");
        var one = ONE.matcher(text);
        var several = SEVERAL.matcher(text);
        var compared = COMPARED.matcher(text);
        if (text.equalsIgnoreCase("any")) {
            return Optional.of(new ScoreRange(WORST, BEST));
        }
        if (one.matches()) {
            return sound(number(one.group(1)), number(one.group(1)));
        }
        if (several.matches()) {
            return sound(number(several.group(1)), number(several.group(2)));
        }
        return compared.matches() ? compared(compared.group(1), number(compared.group(2))) : Optional.empty();
    }

    private static Optional<ScoreRange> compared(String sign, int score) {
        return switch (sign) {
            case ">=" -> sound(score, BEST);
            case ">" -> sound(score + 1, BEST);
            case "<=" -> sound(WORST, score);
            default -> sound(WORST, score - 1);
        };
    }

    private static Optional<ScoreRange> sound(int from, int to) {
        return from <= to && from >= WORST && to <= BEST ? Optional.of(new ScoreRange(from, to)) : Optional.empty();
    }

    private static int number(String digit) {
        return Integer.parseInt(digit);
    }

    boolean isFromWorst() {
        return from == WORST;
    }

    /** The lowest score that both ranges hold, if there is one. */
    Optional<Integer> shared(ScoreRange other) {
        var lowest = Math.max(from, other.from);
        return lowest <= Math.min(to, other.to) ? Optional.of(lowest) : Optional.empty();
    }

    /** As questions to {@code Rfm}; empty if any score will do. */
    String asQuestions(String score) {
        if (from == to) {
            return score + " == " + from;
        }
        var lower = from == WORST ? "" : score + " >= " + from;
        var upper = to == BEST ? "" : score + " <= " + to;
        return lower + (lower.isEmpty() || upper.isEmpty() ? "" : ", ") + upper;
    }
}
