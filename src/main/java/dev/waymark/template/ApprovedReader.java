package dev.waymark.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code approved.yaml} and holds it against the text beside it, which says what the provider has approved: the
 * same parameters in the same order, and nothing that would make other words of it. Used once, by one thread.
 */
final class ApprovedReader {

    private static final Set<String> FIELDS = Set.of("name", "language", "parameters");
    private static final String NAME = "[a-z0-9_]{1,512}";
    private static final String LANGUAGE = "[a-z]{2,3}(_[A-Z]{2,3})?";
    private static final Pattern BRACES = Pattern.compile("\\{([#/!]?)([A-Za-z_][A-Za-z0-9_]*)?([^{}]*)}");

    private static final Pattern EDGE = Pattern.compile("^\\{[A-Za-z]|[A-Za-z0-9]}$");

    private final DefinitionFile file;
    private final DefinitionFile text;
    private final Findings findings;

    /** @param text what people read */
    ApprovedReader(DefinitionFile file, DefinitionFile text, Findings findings) {
        this.file = file;
        this.text = text;
        this.findings = findings;
    }

    /** Empty where something was found. */
    Optional<ApprovedPart> read() {
        var before = findings.size();
        var root = tree();
        var inText = placeholders();
        var ofText = findings.size();
        if (root == null) {
            return Optional.empty();
        }
        root.properties().stream()
                .filter(field -> !FIELDS.contains(field.getKey()))
                .forEach(field -> find(
                        field.getKey(),
                        "Expected only the fields name, language and parameters, but found " + field.getKey()
                                + ". Correct or remove it."));
        var name = field(root, "name", NAME, "the name of an approved template, such as order_thanks");
        var language = field(root, "language", LANGUAGE, "the language of the approved template, such as en or en_US");
        var parameters = parameters(root);
        if (findings.size() == ofText && !parameters.equals(inText)) {
            find(
                    "parameters",
                    "Expected the parameters of the text in their order, which are [" + String.join(", ", inText)
                            + "], but they are [" + String.join(", ", parameters) + "]. Make them the same, as they"
                            + " were approved.");
        }
        return findings.size() == before ? Optional.of(new ApprovedPart(name, language, parameters)) : Optional.empty();
    }

    private @Nullable JsonNode tree() {
        return YamlFields.read(
                file, "Expected the fields name, language and parameters, but there are none. Write them.", findings);
    }

    private String field(JsonNode root, String field, String allowed, String what) {
        var said = root.path(field);
        if (said.isTextual() && said.textValue().matches(allowed)) {
            return said.textValue();
        }
        find(
                field,
                "Expected " + what + ", but it is " + (root.has(field) ? "something else" : "missing") + ". Write "
                        + field + ": as the provider has it.");
        return "";
    }

    private List<String> parameters(JsonNode root) {
        var names = new ArrayList<String>();
        root.path("parameters").forEach(name -> names.add(name.asText()));
        if (root.has("parameters") && !root.get("parameters").isArray()) {
            find(
                    "parameters",
                    "Expected a list of parameters, but it is something else. Write parameters: [firstName].");
        }
        return names;
    }

    /** In their order, each once; whatever else stands in braces makes other words than were approved. */
    private List<String> placeholders() {
        var names = new LinkedHashSet<String>();
        var braces = BRACES.matcher(text.text());
        while (braces.find()) {
            if (braces.group(1).isEmpty()
                    && braces.group(2) != null
                    && braces.group(3).isEmpty()) {
                names.add(braces.group(2));
            } else if (!braces.group(1).isEmpty() || braces.group(2) != null) {
                findings.add(TextPlace.of(text.text(), braces.start())
                        .finding(
                                text.path(),
                                "Expected nothing but parameters in braces, because these words were approved as they"
                                        + " are, but this is another thing. Write the words out."));
            }
        }
        if (EDGE.matcher(text.text().strip()).find()) {
            findings.add(Finding.inFile(
                    text.path(),
                    "Expected words before the first parameter and after the last, as WhatsApp approves no others, but"
                            + " there are none. Write some."));
        }
        return List.copyOf(names);
    }

    private void find(String field, String sentence) {
        var written = Pattern.compile("(?m)^" + Pattern.quote(field) + "\\s*:").matcher(file.text());
        var line = written.find() ? TextPlace.of(file.text(), written.start()).line() : 0;
        findings.add(Finding.atLine(file.path(), line, 0, sentence));
    }
}
