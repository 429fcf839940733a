package dev.waymark.message;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.waymark.channel.Channel;
import dev.waymark.channel.SendRequest;
import dev.waymark.offer.NoCode;
import dev.waymark.profile.ProfileView;
import dev.waymark.template.Rendered;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateFailure;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Writes a message for one person, or says why there is none. Thread-safe. */
@ApplicationScoped
class MessageWriter {

    private final PersonalText texts;

    MessageWriter(PersonalText texts) {
        this.texts = texts;
    }

    /** A message ready to be sent, or the reason why there is none. */
    sealed interface Written {
        record Ready(String address, SendRequest.Content content, MessageLedger.Writing writing) implements Written {}

        record Not(String reason) implements Written {}
    }

    /** As channels take it. */
    static SendRequest.@Nullable Approved approved(Rendered rendered) {
        var words = rendered.approved();
        return words == null ? null : new SendRequest.Approved(words.name(), words.language(), words.values());
    }

    Written write(Template template, Channel channel, ProfileView profile) {
        var address = channel.addressOf(profile);
        if (address.isEmpty()) {
            return new Written.Not("no-address");
        }
        try {
            var written = texts.write(template, channel.key(), profile);
            var rendered = written.rendered();
            return new Written.Ready(
                    address.get(),
                    new SendRequest.Content(
                            requireNonNullElse(rendered.subject(), ""),
                            requireNonNullElse(rendered.html(), ""),
                            requireNonNullElse(rendered.text(), ""),
                            approved(rendered)),
                    new MessageLedger.Writing(template.version(), rendered.locale(), written.code()));
        } catch (NoCode | ProductValues.NoProducts none) {
            return new Written.Not(requireNonNull(none.getMessage()));
        } catch (TemplateFailure failed) {
            return new Written.Not("template-failed: " + failed.getMessage());
        }
    }
}
