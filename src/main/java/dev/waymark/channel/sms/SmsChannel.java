package dev.waymark.channel.sms;

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
import org.jspecify.annotations.Nullable;

/** Short messages to the number in the profile's {@code phone} trait. */
@ApplicationScoped
class SmsChannel implements Channel {

    private final Mailbox mailbox;
    private final PhoneNumbers numbers;
    private final @Nullable SmsProvider provider;

    SmsChannel(Mailbox mailbox, PhoneNumbers numbers, ProviderClient client, SmsSettings settings) {
        this.mailbox = mailbox;
        this.numbers = numbers;
        this.provider = settings.account().isPresent() ? SmsProvider.of(settings, client) : null;
    }

    @Override
    public String key() {
        return "sms";
    }

    @Override
    public Optional<String> addressOf(ProfileView profile) {
        return profile.text("phone").flatMap(numbers::e164);
    }

    /** No provider of short messages knows one again that comes twice. */
    @Override
    public Duration remembers() {
        return provider == null ? Mailbox.MEMORY : Duration.ZERO;
    }

    @Override
    public SendResult send(SendRequest request) {
        return provider == null ? mailbox.deliver(key(), request) : provider.send(request);
    }
}
