package dev.waymark.message;

import dev.waymark.support.KeyCatalogue;
import dev.waymark.template.LiveTemplates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The templates that a site can show: a journey that names another one would show nothing. Thread-safe. */
@ApplicationScoped
class OnsiteTemplates implements KeyCatalogue {

    private static final String ONSITE = "onsite";

    private final LiveTemplates templates;

    OnsiteTemplates(LiveTemplates templates) {
        this.templates = templates;
    }

    @Override
    public Kind kind() {
        return Kind.ONSITE_TEMPLATE;
    }

    @Override
    public Set<String> keys() {
        return templates.keys(ONSITE);
    }
}
