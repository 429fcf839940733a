package dev.waymark.message;

import dev.waymark.offer.Codes;
import dev.waymark.profile.ProfileView;
import dev.waymark.template.Parameter;
import dev.waymark.template.Rendered;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template for one person: gathers the parameters' values, reserves the code, renders. One way for messages
 * and for whatever else shows templates. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
public class PersonalText {

    private static final Logger LOG = Logger.getLogger(PersonalText.class);
    private static final String DEFAULT_LOCALE = "en";
    private static final String TRAIT = "trait.";

    private final TemplateFiles templates;
    private final Codes codes;
    private final String contactLine;

    PersonalText(
            TemplateFiles templates, Codes codes, @ConfigProperty(name = "waymark.contact.line") String contactLine) {
        this.templates = templates;
        this.codes = codes;
        this.contactLine = contactLine;
    }

    /** A filled template, and the code in it if it carries one. */
    record Written(Rendered rendered, @Nullable String code) {}

    /** @throws TemplateFailure where a value is missing, or the template knows no such channel */
    Written write(Template template, String channel, ProfileView profile) {
        var code = Optional.ofNullable(template.offer())
                .map(offer -> codes.reserve(offer, profile.id()))
                .orElse(null);
        var locale = profile.text("locale").orElse(DEFAULT_LOCALE);
        return new Written(template.render(locale, channel, values(template, profile, code)), code);
    }

    /** The body with markup, values escaped; empty where there is no such template, or it cannot be filled. */
    public Optional<String> html(String templateKey, String channel, ProfileView profile) {
        try {
            return templates
                    .find(templateKey)
                    .map(template ->
                            write(template, channel, profile).rendered().html());
        } catch (TemplateFailure failed) {
            LOG.warnf("template not filled template=%s channel=%s cause=%s", templateKey, channel, failed.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, Object> values(Template template, ProfileView profile, @Nullable String code) {
        var values = new HashMap<String, Object>();
        for (var parameter : template.parameters()) {
            var value = value(parameter, profile, code);
            if (value != null) {
                values.put(parameter.name(), value);
            }
        }
        return values;
    }

    private @Nullable Object value(Parameter parameter, ProfileView profile, @Nullable String code) {
        var from = parameter.from();
        if (from.startsWith(TRAIT)) {
            return profile.text(from.substring(TRAIT.length())).orElse(null);
        }
        return switch (from) {
            case "offer.code" -> code;
            case "config.contact" -> contactLine;
            default -> throw new IllegalStateException("The template check allows no other source");
        };
    }
}
