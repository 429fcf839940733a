package dev.waymark.segment.drools;

import dev.waymark.behaviour.Category;
import dev.waymark.consent.ConsentChannel;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Expression.Literal;
import dev.waymark.segment.fact.Now;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/** The kinds of argument a question takes, each with the check of the literal given for it. */
enum Argument {
    EVENT("the event's name in double quotes", "\"Event Name\""),
    TRAIT("the trait's name in double quotes", "\"trait\""),
    HOURS("a whole number of hours from 1 to 87600", "24"),
    DAYS("a whole number of days from 1 to 3650", "30"),
    RECENT_DAYS("a whole number of days from 1 to 92", "7"),
    PROPERTY("the property's name in double quotes", "\"property\""),
    CATEGORY("the category's name in double quotes", "\"dog-food\""),
    TOPIC("the consent's topic in double quotes such as \"product-news\"", "\"product-news\""),
    CHANNEL("a channel in double quotes, one of " + ConsentChannel.KEYS, "\"email\""),
    MOMENT("a moment in double quotes such as \"2027-06-01\" or \"2027-06-01T08:00:00Z\"", "\"2027-06-01\"");

    /** Days are counted one by one for so long. */
    private static final int MAX_RECENT_DAYS = 92;

    private static final Pattern TOPIC_KEY = Pattern.compile("(?!.{65})[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final Now ANY_NOW = new Now(new ProfileFacts(Map.of(), Map.of(), Instant.EPOCH));

    private final String inWords;
    private final String example;

    Argument(String inWords, String example) {
        this.inWords = inWords;
        this.example = example;
    }

    String inWords() {
        return inWords;
    }

    /** As it stands in a rule, for people. */
    String example() {
        return example;
    }

    boolean accepts(Literal literal) {
        return switch (this) {
            case EVENT, TRAIT, PROPERTY -> literal.kind() == ValueKind.TEXT && isName(literal.text());
            case HOURS -> isWholeNumber(literal, 87_600);
            case DAYS -> isWholeNumber(literal, 3_650);
            case RECENT_DAYS -> isWholeNumber(literal, MAX_RECENT_DAYS);
            case CATEGORY ->
                literal.kind() == ValueKind.TEXT
                        && isName(literal.text())
                        && !Category.key(literal.text()).isEmpty();
            case TOPIC ->
                literal.kind() == ValueKind.TEXT
                        && TOPIC_KEY.matcher(literal.text()).matches();
            case CHANNEL ->
                literal.kind() == ValueKind.TEXT
                        && ConsentChannel.of(literal.text()).isPresent();
            case MOMENT -> literal.kind() == ValueKind.TEXT && isMoment(literal.text());
        };
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.strip().equals(text) && text.length() <= 200;
    }

    private static boolean isWholeNumber(Literal literal, int max) {
        return literal.kind() == ValueKind.NUMBER
                && literal.text().matches("[1-9][0-9]{0,5}")
                && Integer.parseInt(literal.text()) <= max;
    }

    /** Of the years 0 to 9999: what comes later the database cannot keep as a due date. */
    private static boolean isMoment(String text) {
        try {
            ANY_NOW.isFrom(text);
            return Character.isDigit(text.charAt(0));
        } catch (DateTimeException e) {
            return false;
        }
    }
}
