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
            new Helper("did", ValueKind.FLAG, EVENT),
            new Helper("didWithinHours", ValueKind.FLAG, EVENT, HOURS),
            new Helper("didWithinDays", ValueKind.FLAG, EVENT, DAYS),
            new Helper("times", ValueKind.NUMBER, EVENT),
            new Helper("hasTrait", ValueKind.FLAG, TRAIT),
            new Helper("traitText", ValueKind.TEXT, TRAIT),
            new Helper("traitNumber", ValueKind.NUMBER, TRAIT),
            new Helper("traitFlag", ValueKind.FLAG, TRAIT)),
    NOW("Now", Now.class, new Helper("isFrom", ValueKind.FLAG, MOMENT), new Helper("isBefore", ValueKind.FLAG, MOMENT));

    private final String word;
    private final Class<?> javaType;
    private final List<Helper> helpers;

    FactType(String word, Class<?> javaType, Helper... helpers) {
        this.word = word;
        this.javaType = javaType;
        this.helpers = List.of(helpers);
    }

    /** A question a fact answers. */
    record Helper(String name, ValueKind answer, List<Argument> arguments) {

        private Helper(String name, ValueKind answer, Argument... arguments) {
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

    Optional<Helper> helper(String name) {
        return helpers.stream().filter(helper -> helper.name().equals(name)).findFirst();
    }

    List<Helper> helpers() {
        return helpers;
    }

    String helperNames() {
        return helpers.stream().map(helper -> "`" + helper.name() + "`").collect(Collectors.joining(", "));
    }

    String word() {
        return word;
    }

    Class<?> javaType() {
        return javaType;
    }
}
