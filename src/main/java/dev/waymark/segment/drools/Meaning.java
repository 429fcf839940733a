package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Expression.Call;

/** What a question is about, as far as the answers to others follow from the answer to it. */
enum Meaning {
    DID(Numbers.NONE),
    DID_WITHIN(Numbers.NONE),
    DID_AFTER(Numbers.NONE),
    TIMES(Numbers.COUNT),
    TIMES_WITHIN(Numbers.COUNT),
    HAS_TRAIT(Numbers.NONE),
    TRAIT_TEXT(Numbers.NONE),
    TRAIT_NUMBER(Numbers.ANY_OR_NONE),
    TRAIT_FLAG(Numbers.NONE),
    TRAIT_AGE(Numbers.COUNT_OR_NONE),
    ORDERS(Numbers.COUNT),
    DAYS_SINCE_ORDER(Numbers.DAYS_OR_NONE),
    R(Numbers.SCORE),
    F(Numbers.SCORE),
    M(Numbers.SCORE),
    INTEREST(Numbers.AMOUNT),
    FAVOURITE(Numbers.NONE),
    RUNS_OUT_WITHIN(Numbers.NONE),
    DAYS_UNTIL_RUNS_OUT(Numbers.DAYS_OR_NONE),
    RUNS_OUT_CONFIDENCE(Numbers.NONE),
    IS_FROM(Numbers.NONE),
    IS_BEFORE(Numbers.NONE),
    GIVEN(Numbers.NONE),
    WITHDRAWN(Numbers.NONE),
    OTHER(Numbers.ANY_OR_NONE);

    private final Numbers numbers;

    Meaning(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Which numbers an answer can be. */
    private record Numbers(double least, double most, boolean whole, boolean orNone) {

        private static final double NO_END = Double.POSITIVE_INFINITY;
        private static final Numbers NONE = new Numbers(0, 0, true, false);
        private static final Numbers COUNT = new Numbers(0, NO_END, true, false);
        private static final Numbers COUNT_OR_NONE = new Numbers(0, NO_END, true, true);
        private static final Numbers DAYS_OR_NONE = new Numbers(-NO_END, NO_END, true, true);
        private static final Numbers AMOUNT = new Numbers(0, NO_END, false, false);
        private static final Numbers ANY_OR_NONE = new Numbers(-NO_END, NO_END, false, true);
        private static final Numbers SCORE = new Numbers(0, 5, true, false);
    }

    static Meaning of(Call call) {
        return switch (call.question().name()) {
            case "did" -> DID;
            case "didWithinHours", "didWithinDays" -> DID_WITHIN;
            case "didAfter" -> DID_AFTER;
            case "times" -> TIMES;
            case "timesWithinDays" -> TIMES_WITHIN;
            case "hasTrait" -> HAS_TRAIT;
            case "traitText" -> TRAIT_TEXT;
            case "traitNumber" -> TRAIT_NUMBER;
            case "traitFlag" -> TRAIT_FLAG;
            case "daysSinceTrait", "monthsSinceTrait", "yearsSinceTrait", "daysUntilTrait" -> TRAIT_AGE;
            case "count" -> ORDERS;
            case "daysSinceLast" -> DAYS_SINCE_ORDER;
            case "r" -> R;
            case "f" -> F;
            case "m" -> M;
            case "in" -> INTEREST;
            case "favourite" -> FAVOURITE;
            case "runsOutWithinDays" -> RUNS_OUT_WITHIN;
            case "daysUntilRunsOut" -> DAYS_UNTIL_RUNS_OUT;
            case "confidence" -> RUNS_OUT_CONFIDENCE;
            case "isFrom" -> IS_FROM;
            case "isBefore" -> IS_BEFORE;
            case "given" -> GIVEN;
            case "withdrawn" -> WITHDRAWN;
            default -> OTHER;
        };
    }

    boolean isWhole() {
        return numbers.whole();
    }

    boolean canBeNone() {
        return numbers.orNone();
    }

    double least() {
        return numbers.least();
    }

    double most() {
        return numbers.most();
    }

    boolean isScore() {
        return numbers == Numbers.SCORE;
    }

    /** Whether the answer says that there are orders, or none. */
    boolean isAboutOrders() {
        return this == ORDERS || this == DAYS_SINCE_ORDER || this == R || this == F || this == M;
    }
}
