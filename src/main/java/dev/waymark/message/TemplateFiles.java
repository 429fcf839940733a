package dev.waymark.message;

import dev.waymark.offer.Offers;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateCheck;
import dev.waymark.template.TemplateReader;
import dev.waymark.template.Templates;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** The message templates, read and checked at start. Immutable. */
@Startup
@ApplicationScoped
class TemplateFiles implements KeyCatalogue {

    private final Templates templates;

    TemplateFiles(DefinitionFolder folder, Offers offers) {
        this.templates = switch (new TemplateReader().check(folder.read("messages", ""))) {
            case TemplateCheck.Accepted(var accepted) -> accepted;
            case TemplateCheck.Refused(var findings) ->
                throw new IllegalStateException("Expected sound message templates, but:\n" + Finding.asText(findings));
        };
        templates.keys().forEach(key -> requireOffer(templates.find(key).orElseThrow(), offers));
    }

    private static void requireOffer(Template template, Offers offers) {
        var offer = template.offer();
        if (offer != null && !offers.keys().contains(offer)) {
            throw new IllegalStateException("messages/" + template.key() + "/meta.yaml: "
                    + KeyCatalogue.unknown("offer of bpmn/offers.yaml", offer, offers.keys()));
        }
        if (offer != null && offers.goesWithout(offer) && !template.canGoWithoutCode()) {
            throw new IllegalStateException("messages/" + template.key() + "/meta.yaml: Expected words to fall back on"
                    + " where there is no code, as the offer " + offer + " says whenEmpty: without, but there are none."
                    + " Add a fallback to the parameter from offer.code in each locale.");
        }
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
