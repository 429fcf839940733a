package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.Argument.DAYS;
import static dev.waymark.segment.drools.Argument.EVENT;
import static dev.waymark.segment.drools.Argument.HOURS;
import static dev.waymark.segment.drools.Argument.MOMENT;
import static dev.waymark.segment.drools.Argument.TRAIT;

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
            new Question("did", ValueKind.FLAG, EVENT),
            new Question("didWithinHours", ValueKind.FLAG, EVENT, HOURS),
            new Question("didWithinDays", ValueKind.FLAG, EVENT, DAYS),
            new Question("times", ValueKind.NUMBER, EVENT),
            new Question("hasTrait", ValueKind.FLAG, TRAIT),
            new Question("traitText", ValueKind.TEXT, TRAIT),
            new Question("traitNumber", ValueKind.NUMBER, TRAIT),
            new Question("traitFlag", ValueKind.FLAG, TRAIT)),
    NOW(
            "Now",
            Now.class,
            new Question("isFrom", ValueKind.FLAG, MOMENT),
            new Question("isBefore", ValueKind.FLAG, MOMENT));

    private final String word;
    private final Class<?> javaType;
    private final List<Question> questions;

    FactType(String word, Class<?> javaType, Question... questions) {
        this.word = word;
        this.javaType = javaType;
        this.questions = List.of(questions);
    }

    /** A question a fact answers. */
    record Question(String name, ValueKind answer, List<Argument> arguments) {

        private Question(String name, ValueKind answer, Argument... arguments) {
            this(name, answer, List.of(arguments));
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
