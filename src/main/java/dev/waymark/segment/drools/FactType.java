package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.Argument.CATEGORY;
import static dev.waymark.segment.drools.Argument.CHANNEL;
import static dev.waymark.segment.drools.Argument.DAYS;
import static dev.waymark.segment.drools.Argument.EVENT;
import static dev.waymark.segment.drools.Argument.HOURS;
import static dev.waymark.segment.drools.Argument.MOMENT;
import static dev.waymark.segment.drools.Argument.PROPERTY;
import static dev.waymark.segment.drools.Argument.RECENT_DAYS;
import static dev.waymark.segment.drools.Argument.TOPIC;
import static dev.waymark.segment.drools.Argument.TRAIT;
import static dev.waymark.segment.drools.ValueKind.FLAG;
import static dev.waymark.segment.drools.ValueKind.NUMBER;
import static dev.waymark.segment.drools.ValueKind.TEXT;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.fact.Consent;
import dev.waymark.segment.fact.Interest;
import dev.waymark.segment.fact.Now;
import dev.waymark.segment.fact.Orders;
import dev.waymark.segment.fact.Profile;
import dev.waymark.segment.fact.Rfm;
import dev.waymark.segment.fact.Supply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The whole vocabulary of a rule: the facts it may ask and the questions it may put to each. Fixed by intent.
 *
 * <p>The page docs/guide/rule-reference.md is written from it.
 */
enum FactType {
    PROFILE(
            "the person: what they did, and their traits",
            Profile.class,
            Profile::new,
            ask("did", FLAG, Subject.NAMED, "at least once", EVENT),
            ask(
                    "didWithinHours",
                    FLAG,
                    Subject.NAMED_IN_TIME,
                    "within the last hours; exactly that long ago still counts",
                    EVENT,
                    HOURS),
            ask(
                    "didWithinDays",
                    FLAG,
                    Subject.NAMED_IN_TIME,
                    "within the last days of 24 hours each; exactly that long ago still counts",
                    EVENT,
                    DAYS),
            ask(
                    "didAfter",
                    FLAG,
                    Subject.NAMED,
                    "the last time of the first event is later than the last time of the second, which need not have"
                            + " happened",
                    EVENT,
                    EVENT),
            ask("times", NUMBER, Subject.NAMED, "how often; 0 if never", EVENT),
            ask(
                    "timesWithinDays",
                    NUMBER,
                    Subject.EVENT_DAYS,
                    "how often today and on the days before, so many days in all; days are those of UTC",
                    EVENT,
                    RECENT_DAYS),
            ask(
                    "valueOf",
                    NUMBER,
                    Subject.EVENT_DETAIL,
                    "sum of the property `value`, else `revenue` or `total`, whatever the currency; 0 if none",
                    EVENT),
            ask(
                    "lastProperty",
                    TEXT,
                    Subject.EVENT_DETAIL,
                    "what the latest one said, at most 200 characters; empty if nothing",
                    EVENT,
                    PROPERTY),
            ask("hasTrait", FLAG, Subject.NAMED, "whatever its value", TRAIT),
            ask(
                    "traitText",
                    TEXT,
                    Subject.NAMED,
                    "the trait as text; empty if there is none, or a list or an object",
                    TRAIT),
            ask(
                    "traitNumber",
                    NUMBER,
                    Subject.NAMED,
                    "the trait as number; if there is none, only `!=` is true of it",
                    TRAIT),
            ask("traitFlag", FLAG, Subject.NAMED, "yes only if the trait is true", TRAIT),
            ask(
                    "daysSinceTrait",
                    NUMBER,
                    Subject.TRAIT_AGE,
                    "whole days since the date in the trait; if there is none or it is to come, only `!=` is true of it",
                    TRAIT),
            ask(
                    "monthsSinceTrait",
                    NUMBER,
                    Subject.TRAIT_AGE,
                    "whole months since the date in the trait; if there is none or it is to come, only `!=` is true of it",
                    TRAIT),
            ask(
                    "yearsSinceTrait",
                    NUMBER,
                    Subject.TRAIT_AGE,
                    "whole years since the date in the trait; if there is none or it is to come, only `!=` is true of it",
                    TRAIT),
            ask(
                    "daysUntilTrait",
                    NUMBER,
                    Subject.TRAIT_AGE,
                    "0 on the day; if there is no date or it is over, only `!=` is true of it",
                    TRAIT)),
    ORDERS(
            "orders, less what was cancelled or refunded",
            Orders.class,
            Orders::new,
            ask("count", NUMBER, Subject.ORDERS, "how many; 0 if none"),
            ask("value", NUMBER, Subject.ORDERS, "what they are worth, in the home currency"),
            ask(
                    "daysSinceLast",
                    NUMBER,
                    Subject.ORDERS_IN_TIME,
                    "by the calendar in UTC; without orders, only `!=` is true of it")),
    RFM(
            "the three scores of orders, 1 to 5, 5 the best",
            Rfm.class,
            Rfm::new,
            ask("r", NUMBER, Subject.ORDERS_IN_TIME, "how recent; 0 without orders"),
            ask("f", NUMBER, Subject.ORDERS, "how frequent; 0 without orders"),
            ask("m", NUMBER, Subject.ORDERS_IN_TIME, "how much money; 0 without orders")),
    INTEREST(
            "what the person likes",
            Interest.class,
            Interest::new,
            ask("in", NUMBER, Subject.INTERESTS, "how much interest is left of what was shown; 0 if none", CATEGORY),
            ask("prefers", FLAG, Subject.PREFERENCE, "the person said so", CATEGORY),
            ask(
                    "favourite",
                    TEXT,
                    Subject.INTERESTS,
                    "what the person said they like best, else what is of most interest; empty if nothing")),
    SUPPLY(
            "what the person will need more of",
            Supply.class,
            Supply::new,
            ask(
                    "runsOutWithinDays",
                    FLAG,
                    Subject.ORDERS_IN_TIME,
                    "the next purchase is due today or within so many days",
                    CATEGORY,
                    DAYS),
            ask(
                    "daysUntilRunsOut",
                    NUMBER,
                    Subject.ORDERS_IN_TIME,
                    "negative when overdue; if never bought, only `!=` is true of it",
                    CATEGORY),
            ask(
                    "confidence",
                    TEXT,
                    Subject.ORDERS_IN_TIME,
                    "whose habit this is from: `own`, `category` or `default`; empty if never bought",
                    CATEGORY)),
    CONSENT(
            "what the person allows; whoever was never asked has neither given nor withdrawn it",
            Consent.class,
            Consent::new,
            ask(
                    "given",
                    FLAG,
                    Subject.CONSENT,
                    "the latest they said, for this channel or for any, is yes",
                    TOPIC,
                    CHANNEL),
            ask(
                    "withdrawn",
                    FLAG,
                    Subject.CONSENT,
                    "the latest they said, for this channel or for any, is no",
                    TOPIC,
                    CHANNEL)),
    NOW(
            "the moment of the decision",
            Now.class,
            Now::new,
            ask("isFrom", FLAG, Subject.CLOCK, "that moment itself counts; a date means midnight in UTC", MOMENT),
            ask("isBefore", FLAG, Subject.CLOCK, "that moment itself does not count", MOMENT));

    private final String says;
    private final Class<?> javaType;
    private final Function<ProfileFacts, Object> maker;
    private final List<Question> questions;

    FactType(String says, Class<?> javaType, Function<ProfileFacts, Object> maker, Draft... drafts) {
        this.says = says;
        this.javaType = javaType;
        this.maker = maker;
        this.questions = Arrays.stream(drafts).map(draft -> draft.of(this)).toList();
    }

    /** A question before its fact is there. */
    private record Draft(String name, ValueKind answer, Subject subject, String says, List<Argument> arguments) {

        Question of(FactType fact) {
            return new Question(fact, name, answer, subject, says, arguments);
        }
    }

    private static Draft ask(String name, ValueKind answer, Subject subject, String says, Argument... arguments) {
        return new Draft(name, answer, subject, says, List.of(arguments));
    }

    /**
     * A question a fact answers.
     *
     * @param subject what it looks at
     * @param says what the answer means, for people
     */
    record Question(
            FactType fact, String name, ValueKind answer, Subject subject, String says, List<Argument> arguments) {}

    static Optional<FactType> named(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    static boolean isJavaType(String name) {
        return Arrays.stream(values()).anyMatch(type -> type.javaType.getName().equals(name));
    }

    static String allWords() {
        var words = Arrays.stream(values()).map(type -> "`" + type.word() + "`").toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    /** The facts that know a question by this name. */
    static List<FactType> asked(String question) {
        return Arrays.stream(values())
                .filter(type -> type.question(question).isPresent())
                .toList();
    }

    /** One object of each fact, as a session needs them. */
    static List<Object> allOf(ProfileFacts facts) {
        return Arrays.stream(values()).map(type -> type.of(facts)).toList();
    }

    /** The fact about this person. */
    Object of(ProfileFacts facts) {
        return maker.apply(facts);
    }

    Optional<Question> question(String name) {
        return questions.stream()
                .filter(question -> question.name().equals(name))
                .findFirst();
    }

    List<Question> questions() {
        return questions;
    }

    String questionNames() {
        return questions.stream().map(question -> "`" + question.name() + "`").collect(Collectors.joining(", "));
    }

    /** How rules call it, which is how Java does. */
    String word() {
        return javaType.getSimpleName();
    }

    /** What it is about, for people. */
    String says() {
        return says;
    }

    Class<?> javaType() {
        return javaType;
    }
}
