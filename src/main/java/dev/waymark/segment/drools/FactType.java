package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.Argument.CATEGORY;
import static dev.waymark.segment.drools.Argument.DAYS;
import static dev.waymark.segment.drools.Argument.EVENT;
import static dev.waymark.segment.drools.Argument.HOURS;
import static dev.waymark.segment.drools.Argument.MOMENT;
import static dev.waymark.segment.drools.Argument.PROPERTY;
import static dev.waymark.segment.drools.Argument.RECENT_DAYS;
import static dev.waymark.segment.drools.Argument.TRAIT;
import static dev.waymark.segment.drools.ValueKind.FLAG;
import static dev.waymark.segment.drools.ValueKind.NUMBER;
import static dev.waymark.segment.drools.ValueKind.TEXT;

import dev.waymark.segment.fact.Now;
import dev.waymark.segment.fact.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The whole vocabulary of a rule: the facts it may ask and the questions it may put to each. Fixed by intent. */
enum FactType {
    PROFILE(
            "Profile",
            Profile.class,
            new Question("did", FLAG, Subject.NAMED, EVENT),
            new Question("didWithinHours", FLAG, Subject.NAMED_IN_TIME, EVENT, HOURS),
            new Question("didWithinDays", FLAG, Subject.NAMED_IN_TIME, EVENT, DAYS),
            new Question("times", NUMBER, Subject.NAMED, EVENT),
            new Question("timesWithinDays", NUMBER, Subject.EVENT_DAYS, EVENT, RECENT_DAYS),
            new Question("valueOf", NUMBER, Subject.EVENT_DETAIL, EVENT),
            new Question("lastProperty", TEXT, Subject.EVENT_DETAIL, EVENT, PROPERTY),
            new Question("hasTrait", FLAG, Subject.NAMED, TRAIT),
            new Question("traitText", TEXT, Subject.NAMED, TRAIT),
            new Question("traitNumber", NUMBER, Subject.NAMED, TRAIT),
            new Question("traitFlag", FLAG, Subject.NAMED, TRAIT),
            new Question("daysSinceTrait", NUMBER, Subject.TRAIT_AGE, TRAIT),
            new Question("monthsSinceTrait", NUMBER, Subject.TRAIT_AGE, TRAIT),
            new Question("yearsSinceTrait", NUMBER, Subject.TRAIT_AGE, TRAIT),
            new Question("daysUntilTrait", NUMBER, Subject.TRAIT_AGE, TRAIT),
            new Question("interestIn", NUMBER, Subject.INTERESTS, CATEGORY),
            new Question("prefers", FLAG, Subject.INTERESTS, CATEGORY),
            new Question("favouriteCategory", TEXT, Subject.INTERESTS),
            new Question("orders", NUMBER, Subject.ORDERS),
            new Question("orderValue", NUMBER, Subject.ORDERS),
            new Question("daysSinceOrder", NUMBER, Subject.ORDERS_IN_TIME),
            new Question("r", NUMBER, Subject.ORDERS_IN_TIME),
            new Question("f", NUMBER, Subject.ORDERS),
            new Question("m", NUMBER, Subject.ORDERS_IN_TIME),
            new Question("runsOutWithinDays", FLAG, Subject.ORDERS_IN_TIME, CATEGORY, DAYS),
            new Question("daysUntilRunsOut", NUMBER, Subject.ORDERS_IN_TIME, CATEGORY),
            new Question("runsOutConfidence", TEXT, Subject.ORDERS_IN_TIME, CATEGORY)),
    NOW(
            "Now",
            Now.class,
            new Question("isFrom", FLAG, Subject.CLOCK, MOMENT),
            new Question("isBefore", FLAG, Subject.CLOCK, MOMENT));

    private final String word;
    private final Class<?> javaType;
    private final List<Question> questions;

    FactType(String word, Class<?> javaType, Question... questions) {
        this.word = word;
        this.javaType = javaType;
        this.questions = List.of(questions);
    }

    /** A question a fact answers. */
    record Question(String name, ValueKind answer, Subject subject, List<Argument> arguments) {

        private Question(String name, ValueKind answer, Subject subject, Argument... arguments) {
            this(name, answer, subject, List.of(arguments));
        }
    }

    static Optional<FactType> named(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static boolean isJavaType(String name) {
        return Arrays.stream(values()).anyMatch(type -> type.javaType.getName().equals(name));
    }

    static String allWords() {
        return Arrays.stream(values()).map(type -> "`" + type.word + "`").collect(Collectors.joining(" or "));
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

    String word() {
        return word;
    }

    Class<?> javaType() {
        return javaType;
    }
}
