package dev.waymark.template;

import static java.util.regex.Matcher.quoteReplacement;

import dev.waymark.support.DefinitionFile;
import java.util.Map;
import java.util.regex.Pattern;

/** Escaping protects text and quoted attributes; these rules keep values out of the places it does not protect. */
final class HtmlRules {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[A-Za-z_]");
    private static final Pattern SCRIPT =
            Pattern.compile("<\\s*script|<[a-zA-Z][^<>]*\\son\\w+\\s*=", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:href|src|action|background|poster)\\s*=\\s*[\"']\\s*(?:\\{[#/!][^}]*}\\s*)*+\\{([A-Za-z]\\w*)",
            Pattern.CASE_INSENSITIVE);

    /** What the engine reads: a comparison in it is no tag, and its quotes are none of a tag's. */
    private static final Pattern BRACES = Pattern.compile("\\{[#/!A-Za-z_][^{}]*}");

    private final DefinitionFile file;
    private final String text;
    private final String markup;
    private final Map<String, Parameter> parameters;
    private final Findings findings;

    HtmlRules(DefinitionFile file, Map<String, Parameter> parameters, Findings findings) {
        this.file = file;
        this.text = file.text();
        this.markup = BRACES.matcher(text)
                .replaceAll(found -> quoteReplacement(found.group().replaceAll("[<>\"']", " ")));
        this.parameters = parameters;
        this.findings = findings;
    }

    void check() {
        placeholdersInTagsAreQuoted();
        thereIsNoScript();
        noTraitDecidesAnAddress();
    }

    private void placeholdersInTagsAreQuoted() {
        var placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            if (isBareInTag(placeholder.start())) {
                find(
                        placeholder.start(),
                        "Expected quotes around a placeholder inside a tag, but there are none. " + "Add them.");
            }
        }
    }

    private boolean isBareInTag(int offset) {
        var tag = markup.lastIndexOf('<', offset);
        if (tag <= markup.lastIndexOf('>', offset)) {
            return false;
        }
        var quote = '\0';
        for (var character : markup.substring(tag, offset).toCharArray()) {
            if (quote == '\0' && (character == '"' || character == '\'')) {
                quote = character;
            } else if (character == quote) {
                quote = '\0';
            }
        }
        return quote == '\0';
    }

    private void thereIsNoScript() {
        var script = SCRIPT.matcher(text);
        while (script.find()) {
            findings.addUnfit(TextPlace.of(text, script.start())
                    .finding(file.path(), "Expected a message without script, but here is some. Remove it."));
        }
    }

    private void noTraitDecidesAnAddress() {
        var address = ADDRESS.matcher(text);
        while (address.find()) {
            var parameter = parameters.get(address.group(1));
            if (parameter != null && parameter.isTrait()) {
                find(
                        address.start(),
                        "Expected an address that begins with fixed text, but a person's trait decides it: "
                                + parameter.name() + ". Write the scheme and host before it.");
            }
        }
    }

    private void find(int offset, String sentence) {
        findings.add(TextPlace.of(text, offset).finding(file.path(), sentence));
    }
}
