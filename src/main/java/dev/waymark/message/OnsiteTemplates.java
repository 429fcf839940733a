package dev.waymark.message;

import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** The templates that a site can show: a journey that names another one would show nothing. Immutable. */
@ApplicationScoped
class OnsiteTemplates implements KeyCatalogue {

    private static final String ONSITE = "onsite";

    private final Set<String> keys;

    OnsiteTemplates(TemplateFiles templates) {
        this.keys = templates.keys().stream()
                .filter(key -> templates
                        .find(key)
                        .filter(template -> !template.locales(ONSITE).isEmpty())
                        .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Kind kind() {
        return Kind.ONSITE_TEMPLATE;
    }

    @Override
    public Set<String> keys() {
        return keys;
    }
}
