package dev.waymark.template;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import io.quarkus.qute.TemplateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses and checks the parts of one template. Used by one thread. */
final class PartParser {

    /** Sections of Qute that read other texts or run them. */
    private static final Pattern FOREIGN =
            Pattern.compile("\\{#(?:include|insert|eval|fragment|capture|cached)\\b.*", Pattern.DOTALL);

    private final MessageEngine engine;
    private final TemplateMeta meta;
    private final Findings findings;
    private final Set<String> used = new HashSet<>();

    PartParser(MessageEngine engine, TemplateMeta meta, Findings findings) {
        this.engine = engine;
        this.meta = meta;
        this.findings = findings;
    }

    /** Every parameter met so far, also in parts that were refused. */
    Set<String> usedParameters() {
        return used;
    }

    Optional<MessagePart> parse(PartName name, DefinitionFile file) {
        var before = findings.size();
        if (file.content().length > TemplateFolder.MAX_BYTES || file.text().contains("\uFFFD")) {
            findings.addUnfit(Finding.inFile(
                    file.path(),
                    "Expected UTF-8 text of at most 64 KB, but it is not. Save it as UTF-8 or shorten it."));
            return Optional.empty();
        }
        if (!new TextBounds(file, findings).areKept()) {
            useAll();
            return Optional.empty();
        }
        new BraceRules(file, findings).check();
        if (name.isHtml()) {
            new HtmlRules(file, meta.parametersByName(), findings).check();
        }
        return parsed(name, file).filter(part -> findings.size() == before);
    }

    private Optional<MessagePart> parsed(PartName name, DefinitionFile file) {
        try {
            var parsed = engine.parse(file.text(), name.isHtml());
            var placeholders = new ArrayList<Placeholder>();
            new PlaceholderRules(file.path(), meta.parametersByName().keySet(), findings)
                    .check(parsed.getNodes(), placeholders);
            placeholders.forEach(placeholder -> used.add(placeholder.parameter()));
            return Optional.of(new MessagePart(name, parsed, placeholders, Hosts.in(file.text())));
        } catch (TemplateException malformed) {
            useAll();
            note(notParsed(file, malformed), malformed);
            return Optional.empty();
        } catch (StackOverflowError tangled) {
            // The parser is recursive and a way around the bounds may be found; the text is refused all the same.
            useAll();
            findings.addUnfit(Finding.inFile(
                    file.path(),
                    "Expected a text that is easy to follow, but its braces are nested too deep. "
                            + "Write it flatter."));
            return Optional.empty();
        }
    }

    /** What an unread text uses is unknown; nothing is said of unused parameters until it can be read. */
    private void useAll() {
        meta.parameters().forEach(parameter -> used.add(parameter.name()));
    }

    private void note(Finding finding, TemplateException malformed) {
        var arguments = malformed.getArguments();
        var tag = arguments == null ? "" : String.valueOf(arguments.get("tag"));
        if (FOREIGN.matcher(tag).matches()) {
            findings.addUnfit(finding);
        } else {
            findings.add(finding);
        }
    }

    private static Finding notParsed(DefinitionFile file, TemplateException malformed) {
        var origin = malformed.getOrigin();
        var arguments = malformed.getArguments();
        var tag = arguments == null ? null : arguments.get("tag");
        var isUnknown = malformed.getCodeName().orElse("").endsWith("NO_SECTION_HELPER_FOUND");
        return Finding.atLine(
                file.path(),
                origin == null ? 0 : origin.getLine(),
                origin == null ? 0 : origin.getLineCharacterStart(),
                isUnknown
                        ? "Expected one of the sections if, for, each, let, set, when and switch, but this is another: "
                                + tag + ". Remove it."
                        : "Expected every brace and section to be closed, but this one is not, or it has no beginning"
                                + (tag == null ? "" : ": " + tag) + ". Close it.");
    }
}
