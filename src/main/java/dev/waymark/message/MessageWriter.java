package dev.waymark.message;

import static java.util.Objects.requireNonNullElse;

import dev.waymark.channel.Channel;
import dev.waymark.channel.SendRequest;
import dev.waymark.offer.Codes;
import dev.waymark.profile.ProfileView;
import dev.waymark.template.Parameter;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Writes a message for one person: gathers the parameters' values, reserves the code, renders. Thread-safe. */
@ApplicationScoped
class MessageWriter {

    private static final String DEFAULT_LOCALE = "en";
    private static final String TRAIT = "trait.";

    private final Codes codes;
    private final String contactLine;

    MessageWriter(Codes codes, @ConfigProperty(name = "waymark.contact.line") String contactLine) {
        this.codes = codes;
        this.contactLine = contactLine;
    }

    /** A message ready to be sent, or the reason why there is none. */
    sealed interface Written {
        record Ready(String address, SendRequest.Content content, MessageLedger.Writing writing) implements Written {}

        record Not(String reason) implements Written {}
    }

    Written write(Template template, Channel channel, ProfileView profile) {
        var address = channel.addressOf(profile);
        if (address.isEmpty()) {
            return new Written.Not("no-address");
        }
        var code = Optional.ofNullable(template.offer()).map(offer -> codes.reserve(offer, profile.id()));
        try {
            var rendered = template.render(
                    profile.text("locale").orElse(DEFAULT_LOCALE),
                    channel.key(),
                    values(template, profile, code.orElse(null)));
            return new Written.Ready(
                    address.get(),
                    new SendRequest.Content(
                            requireNonNullElse(rendered.subject(), ""),
                            requireNonNullElse(rendered.html(), ""),
                            requireNonNullElse(rendered.text(), "")),
                    new MessageLedger.Writing(template.version(), rendered.locale(), code.orElse(null)));
        } catch (TemplateFailure failed) {
            return new Written.Not("template-failed: " + failed.getMessage());
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
