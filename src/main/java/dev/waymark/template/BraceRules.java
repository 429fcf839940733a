package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import java.util.regex.Pattern;

/** Finds braces that look like placeholders and are none: the engine would print them to a person, and says nothing. */
final class BraceRules {

    /** Comments, literal blocks and escaped braces, which are meant. */
    private static final Pattern MEANT = Pattern.compile("\\{!.*?!}|\\{\\|.*?\\|}|\\\\[{}]", Pattern.DOTALL);

    private static final Pattern EMPTY = Pattern.compile("\\{\\s*}");
    private static final Pattern DOUBLE = Pattern.compile("\\{\\{");
    private static final Pattern SPACED = Pattern.compile("\\{\\s+[#/]?[A-Za-z_][\\w.]*\\s*}");
    private static final Pattern DOTTED = Pattern.compile("\\{[A-Za-z_][^{}\"']*?(?:\\.\\s*}|\\.\\.)|\\{\\.");

    private final DefinitionFile file;
    private final String text;
    private final Findings findings;

    BraceRules(DefinitionFile file, Findings findings) {
        this.file = file;
        this.text = withoutMeant(file.text());
        this.findings = findings;
    }

    /** The text with blanks for whatever is no placeholder on purpose, so that places stay where they are. */
    private static String withoutMeant(String text) {
        return MEANT.matcher(text).replaceAll(match -> match.group().replaceAll("[^\n]", " "));
    }

    void check() {
        find(
                EMPTY,
                "Expected the name of a parameter between the braces, but there is none. Name it, or write \\{ for a "
                        + "brace.");
        find(DOUBLE, "Expected single braces such as {firstName}, but there are two. Remove one pair.");
        find(SPACED, "Expected a placeholder without a blank after the brace, but there is one. Remove the blank.");
        find(DOTTED, "Expected a name on both sides of the dot, but there is none. Remove the dot.");
    }

    private void find(Pattern pattern, String sentence) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            findings.add(TextPlace.of(text, matcher.start()).finding(file.path(), sentence));
        }
    }
}
