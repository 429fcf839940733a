package dev.waymark.message;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.waymark.channel.Channel;
import dev.waymark.channel.SendRequest;
import dev.waymark.consent.SendingPermission;
import dev.waymark.message.link.OutgoingLinks;
import dev.waymark.offer.NoCode;
import dev.waymark.profile.ProfileView;
import dev.waymark.template.Rendered;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a message for one person, or says why there is none. Thread-safe. */
@ApplicationScoped
class MessageWriter {

    private final PersonalText texts;
    private final OutgoingLinks links;
    private final SendingPermission permission;

    MessageWriter(PersonalText texts, OutgoingLinks links, SendingPermission permission) {
        this.texts = texts;
        this.links = links;
        this.permission = permission;
    }

    /** A message ready to be sent, or the reason why there is none. */
    sealed interface Written {
        record Ready(SendRequest request, MessageLeases.Writing writing) implements Written {}

        record Not(String reason) implements Written {}
    }

    /** As channels take it. */
    static SendRequest.@Nullable Approved approved(Rendered rendered) {
        var words = rendered.approved();
        return words == null ? null : new SendRequest.Approved(words.name(), words.language(), words.values());
    }

    /**
     * Which message is written.
     *
     * @param topic key of what it is about
     */
    record Wanted(UUID message, String topic, Template template, Channel channel) {}

    Written write(Wanted wanted, ProfileView profile) {
        var address = wanted.channel().addressOf(profile);
        if (address.isEmpty()) {
            return new Written.Not("no-address");
        }
        try {
            return ready(
                    wanted,
                    address.get(),
                    texts.write(wanted.template(), wanted.channel().key(), profile));
        } catch (NoCode | ProductValues.NoProducts none) {
            return new Written.Not(requireNonNull(none.getMessage()));
        } catch (TemplateFailure failed) {
            return new Written.Not("template-failed: " + failed.getMessage());
        }
    }

    private Written ready(Wanted wanted, String address, PersonalText.Written written) {
        var rendered = written.rendered();
        var prepared = links.prepare(new OutgoingLinks.Letter(
                wanted.message(),
                wanted.channel().key(),
                content(rendered),
                wanted.template().isFollowed(),
                written.hosts(),
                permission.isLimited(wanted.topic())));
        return new Written.Ready(
                new SendRequest(wanted.message(), address, prepared.content(), prepared.wayBack()),
                new MessageLeases.Writing(
                        wanted.template().version(), rendered.locale(), written.code(), address, prepared.links()));
    }

    private static SendRequest.Content content(Rendered rendered) {
        return new SendRequest.Content(
                requireNonNullElse(rendered.subject(), ""),
                requireNonNullElse(rendered.html(), ""),
                requireNonNullElse(rendered.text(), ""),
                approved(rendered));
    }
}
