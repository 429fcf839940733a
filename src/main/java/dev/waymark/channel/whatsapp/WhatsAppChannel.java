package dev.waymark.channel.whatsapp;

import dev.waymark.channel.Channel;
import dev.waymark.channel.Mailbox;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.profile.PhoneNumbers;
import dev.waymark.profile.ProfileView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Messages in WhatsApp to the number in the profile's {@code whatsapp} trait. It is not {@code phone}: not every number is
 * in WhatsApp, and a message to one that is not would keep the next channel from its turn.
 */
@ApplicationScoped
class WhatsAppChannel implements Channel {

    private final Mailbox mailbox;
    private final PhoneNumbers numbers;
    private final Optional<WhatsAppProvider> provider;

    WhatsAppChannel(Mailbox mailbox, PhoneNumbers numbers, ProviderClient client, WhatsAppSettings settings) {
        this.mailbox = mailbox;
        this.numbers = numbers;
        this.provider = settings.token().map(token -> WhatsAppProvider.of(settings, token, client));
    }

    @Override
    public String key() {
        return WhatsAppProvider.NAME;
    }

    @Override
    public Optional<String> addressOf(ProfileView profile) {
        return profile.text("whatsapp").flatMap(numbers::e164);
    }

    /** The Cloud API knows no key by which a repeat could be recognised. */
    @Override
    public Duration remembers() {
        return provider.isPresent() ? Duration.ZERO : Mailbox.MEMORY;
    }

    @Override
    public SendResult send(SendRequest request) {
        return provider.map(whatsApp -> whatsApp.send(request))
                .orElseGet(() -> mailbox.deliver(WhatsAppProvider.NAME, request));
    }
}
