package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import java.util.regex.Pattern;

/** Bounds a text must keep before it is parsed at all: parsing and rendering follow nesting with the thread's stack. */
final class TextBounds {

    static final int MAX_NESTING = 8;
    static final int MAX_SECTIONS = 200;
    static final int MAX_TAG = 200;

    private static final Pattern SECTION =
            Pattern.compile("(?<open>\\{#(?:if|for|each|let|set|when|switch)\\b[^{}]*+(?<!/)})|(?<close>\\{/[a-z]*})");
    private static final Pattern LONG_TAG = Pattern.compile("\\{[#A-Za-z_][^{}]{" + MAX_TAG + "}");

    private final DefinitionFile file;
    private final String text;
    private final Findings findings;

    TextBounds(DefinitionFile file, Findings findings) {
        this.file = file;
        this.text = file.text();
        this.findings = findings;
    }

    boolean areKept() {
        return sectionsAreFew() && tagsAreShort();
    }

    private boolean sectionsAreFew() {
        var depth = 0;
        var count = 0;
        var section = SECTION.matcher(text);
        while (section.find()) {
            var opens = section.group("open") != null;
            depth = opens ? depth + 1 : Math.max(0, depth - 1);
            count += opens ? 1 : 0;
            // The count too, because a closing tag inside a comment lowers the depth here but not for the parser.
            if (depth > MAX_NESTING || count > MAX_SECTIONS) {
                return refuse(
                        section.start(),
                        "Expected at most 8 sections inside each other and 200 in all, but there are more. "
                                + "Write it flatter.");
            }
        }
        return true;
    }

    private boolean tagsAreShort() {
        var tag = LONG_TAG.matcher(text);
        return !tag.find()
                || refuse(
                        tag.start(),
                        "Expected at most 200 characters between braces, but there are more. "
                                + "Shorten it, or close the brace.");
    }

    /** Always false, for the sake of its callers. */
    private boolean refuse(int offset, String sentence) {
        findings.addUnfit(TextPlace.of(text, offset).finding(file.path(), sentence));
        return false;
    }
}
