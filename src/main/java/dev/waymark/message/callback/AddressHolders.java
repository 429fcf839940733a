package dev.waymark.message.callback;

import dev.waymark.channel.Channels;
import dev.waymark.consent.SuppressedAddresses;
import dev.waymark.message.SentMessages;
import dev.waymark.profile.Identity;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Who has an address from which somebody wrote. A number and an id at LINE are names that people are known by. A trait that
 * only says where somebody is reached is not: there it is who was written to last and is reached there still.
 * Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class AddressHolders {

    private final Profiles profiles;
    private final Channels channels;
    private final SentMessages messages;

    AddressHolders(Profiles profiles, Channels channels, SentMessages messages) {
        this.profiles = profiles;
        this.channels = channels;
        this.messages = messages;
    }

    Optional<ProfileId> find(String channel, String address) {
        return switch (channel) {
            case "sms" -> profiles.findByIdentity(Identity.phone(address));
            case "line" -> profiles.findByIdentity(Identity.line(address));
            // WhatsApp has seen to it that the number is theirs
            case "whatsapp" -> writtenTo(channel, address).or(() -> profiles.findByIdentity(Identity.phone(address)));
            default -> writtenTo(channel, address);
        };
    }

    /** The same, under their lock; who was forgotten is nobody. */
    Optional<ProfileId> lock(String channel, String address) {
        return find(channel, address).flatMap(profiles::lockLiving);
    }

    private Optional<ProfileId> writtenTo(String channel, String address) {
        return messages.writtenTo(channel, SuppressedAddresses.digest(channel, address)).stream()
                .filter(person -> isReachedAt(person, channel, address))
                .findFirst();
    }

    private boolean isReachedAt(ProfileId person, String channel, String address) {
        return profiles.find(person)
                .flatMap(profile -> channels.find(channel).flatMap(road -> road.addressOf(profile)))
                .filter(address::equals)
                .isPresent();
    }
}
