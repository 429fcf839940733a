package dev.waymark.segment.drools;

import dev.waymark.segment.drools.FactType.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that tells analysts every word of a rule, written from the vocabulary that the check goes by. */
final class RuleReference {

    private RuleReference() {}

    static String asPage() {
        var page = new StringBuilder("""
                # Rule reference

                Every word a rule may use. Written from the vocabulary that the check of rule files goes by: what is not
                here is refused. How rules are put together is in the [analyst's guide](analyst.md#rules-who-is-in-a-segment).

                """);
        page.append("## What you can ask\n\n")
                .append("What is dated after now has not happened yet. Questions without values need no parentheses:")
                .append(" `count` is `count()`.\n")
                .append("Answers marked with time change though nothing happens.\n");
        for (var fact : FactType.values()) {
            append(page, fact);
        }
        page.append("\n## What goes into the parentheses\n\n| Example | What it is |\n| --- | --- |\n");
        for (var argument : Argument.values()) {
            page.append("| `%s` | %s |\n".formatted(argument.example(), argument.inWords()));
        }
        page.append("\n## How answers are compared\n\n| Answer | By |\n| --- | --- |\n");
        for (var kind : ValueKind.values()) {
            page.append("| %s | %s |\n".formatted(kind.inWords(), comparisons(kind)));
        }
        page.append("\n## What follows\n\n| Folder | After `then` | Metadata |\n| --- | --- | --- |\n");
        for (var kind : RuleKind.values()) {
            page.append("| `%s` | `%s` | %s |\n"
                    .formatted(
                            kind.folder(),
                            kind.consequence(),
                            kind.metadataInWords().replaceAll("@\\w+", "`$0`")));
        }
        return page.toString();
    }

    private static void append(StringBuilder page, FactType fact) {
        page.append("\n### %s\n\n%s.\n\n".formatted(fact.word(), capitalised(fact.says())))
                .append("| Question | Answer | What it says | |\n| --- | --- | --- | --- |\n");
        for (var question : fact.questions()) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            form(question),
                            question.answer().inWords(),
                            question.says(),
                            question.subject().changesWithTime() ? "time" : ""));
        }
        page.append("\nFor example `%s( %s )`.\n"
                .formatted(fact.word(), example(fact.questions().getFirst())));
    }

    private static String form(Question question) {
        var arguments = new ArrayList<String>();
        for (var argument : question.arguments()) {
            var isSecond = arguments.contains(argument.example());
            arguments.add(isSecond ? argument.example().replace("Event Name", "Other Event") : argument.example());
        }
        return arguments.isEmpty() ? question.name() : question.name() + "(" + String.join(", ", arguments) + ")";
    }

    /** A condition that the check accepts. */
    static String example(Question question) {
        return switch (question.answer()) {
            case FLAG -> form(question);
            case NUMBER -> form(question) + " >= 3";
            case TEXT -> form(question) + " == \"tv\"";
        };
    }

    private static String comparisons(ValueKind kind) {
        return ConstraintReader.COMPARISONS.stream()
                .filter(kind::allows)
                .sorted()
                .map(sign -> "`" + sign + "`")
                .collect(Collectors.joining(" "));
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Conditions that use every question once. */
    static Stream<String> examples() {
        return Arrays.stream(FactType.values())
                .flatMap(fact -> fact.questions().stream()
                        .map(question -> "%s( %s )".formatted(fact.word(), example(question))));
    }
}
