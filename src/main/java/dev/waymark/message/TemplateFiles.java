package dev.waymark.message;

import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateCheck;
import dev.waymark.template.TemplateReader;
import dev.waymark.template.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** The message templates, read and checked at start. Immutable. */
@ApplicationScoped
class TemplateFiles implements KeyCatalogue {

    private final Templates templates;

    TemplateFiles(DefinitionFolder folder) {
        this.templates = switch (new TemplateReader().check(folder.read("messages", ""))) {
            case TemplateCheck.Accepted(var accepted) -> accepted;
            case TemplateCheck.Refused(var findings) ->
                throw new IllegalStateException("Expected sound message templates, but:\n" + Finding.asText(findings));
        };
    }

    Optional<Template> find(String key) {
        return templates.find(key);
    }

    @Override
    public Kind kind() {
        return Kind.TEMPLATE;
    }

    @Override
    public Set<String> keys() {
        return templates.keys();
    }
}
