package dev.waymark.message;

import dev.waymark.offer.Codes;
import dev.waymark.profile.ProfileView;
import dev.waymark.template.LiveTemplates;
import dev.waymark.template.Parameter;
import dev.waymark.template.Rendered;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateFailure;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template for one person: gathers the parameters' values, reserves the code, renders. One way for messages
 * and for whatever else shows templates. Thread-safe; joins the caller's transaction.
 */
@Startup
@ApplicationScoped
public class PersonalText {

    private static final Logger LOG = Logger.getLogger(PersonalText.class);
    private static final String DEFAULT_LOCALE = "en";
    private static final String LOCALE = "locale";
    private static final String TRAIT = "trait.";

    private final LiveTemplates templates;
    private final Codes codes;
    private final ProductValues products;
    private final FixedValues fixed;

    PersonalText(LiveTemplates templates, Codes codes, ProductValues products, FixedValues fixed) {
        this.templates = templates;
        this.codes = codes;
        this.products = products;
        this.fixed = fixed;
    }

    /** Who reads it, and how. */
    record Reader(ProfileView profile, String locale, String channel) {}

    /**
     * A filled template, and the code in it if it carries one.
     *
     * @param hosts to which its links may lead in our name
     */
    record Written(Rendered rendered, @Nullable String code, Set<String> hosts) {}

    /**
     * Reserves a code where the template carries one.
     *
     * @throws dev.waymark.offer.NoCode where there is none for the person, and nothing is to be written
     * @throws ProductValues.NoProducts where there are none to show, and nothing is to be written
     * @throws TemplateFailure where a value is missing, or the template knows no such channel
     */
    Written write(Template template, String channel, ProfileView profile) {
        var offer = template.offer();
        var code = offer == null ? null : codes.reserve(offer, profile.id()).orElse(null);
        var reader = new Reader(profile, locale(profile), channel);
        var values = values(template, reader, code);
        return new Written(template.render(reader.locale(), channel, values), code, template.hosts(values));
    }

    /**
     * The body with markup, values escaped; empty where there is no such template, it cannot be filled, or it carries a
     * code and there is none that is good. Makes no code: a site asks as often as it likes.
     *
     * @param isProven whether it is shown to the person for certain; else without what is known of them
     */
    public Optional<String> html(String templateKey, String channel, ProfileView profile, boolean isProven) {
        return templates
                .find(templateKey)
                .flatMap(template -> isProven
                        ? shown(template, channel, profile, codeOf(template, profile))
                        : shown(template, channel, stranger(profile), Optional.empty()));
    }

    private Optional<String> codeOf(Template template, ProfileView profile) {
        return Optional.ofNullable(template.offer()).flatMap(offer -> codes.good(offer, profile.id()));
    }

    private static ProfileView stranger(ProfileView profile) {
        var locale = profile.text(LOCALE).<Map<String, Object>>map(text -> Map.of(LOCALE, text));
        return new ProfileView(profile.id(), null, locale.orElse(Map.of()));
    }

    private Optional<String> shown(Template template, String channel, ProfileView profile, Optional<String> code) {
        if (template.offer() != null && code.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    rendered(template, channel, profile, code.orElse(null)).html());
        } catch (ProductValues.NoProducts none) {
            return Optional.empty();
        } catch (TemplateFailure failed) {
            LOG.warnf(
                    "template not filled template=%s channel=%s cause=%s",
                    template.key(), channel, failed.getMessage());
            return Optional.empty();
        }
    }

    private Rendered rendered(Template template, String channel, ProfileView profile, @Nullable String code) {
        var reader = new Reader(profile, locale(profile), channel);
        return template.render(reader.locale(), channel, values(template, reader, code));
    }

    /**
     * What fills the parameters for this person, with {@code code} as the offer's. Changes nothing.
     *
     * @throws ProductValues.NoProducts where there are none to show, and nothing is to be written
     */
    Map<String, Object> values(Template template, Reader reader, @Nullable String code) {
        var values = known(template, reader.profile(), code);
        values.putAll(products.of(template, reader.profile().id(), template.spoken(reader.locale(), reader.channel())));
        return values;
    }

    /** The locale the person reads, as far as is known. */
    static String locale(ProfileView profile) {
        return profile.text(LOCALE).orElse(DEFAULT_LOCALE);
    }

    /** The same without products. */
    Map<String, Object> known(Template template, ProfileView profile, @Nullable String code) {
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
        // what is about products is gathered together
        return from.equals("offer.code") ? code : fixed.of(from);
    }
}
