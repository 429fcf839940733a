package dev.waymark.message;

import dev.waymark.support.KeyCatalogue;
import dev.waymark.template.LiveTemplates;
import dev.waymark.template.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** The templates whose mails say how to unsubscribe: only those may carry what people can refuse. Thread-safe. */
@ApplicationScoped
class UnsubscribableTemplates implements KeyCatalogue {

    private static final String EMAIL = "email";

    private final LiveTemplates templates;

    UnsubscribableTemplates(LiveTemplates templates) {
        this.templates = templates;
    }

    @Override
    public Kind kind() {
        return Kind.TEMPLATE_WITH_UNSUBSCRIBING;
    }

    @Override
    public Set<String> keys() {
        return templates.keys(EMAIL).stream()
                .filter(key -> templates.find(key).filter(this::saysHow).isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean saysHow(Template template) {
        return template.saysHowToUnsubscribe(EMAIL);
    }
}
