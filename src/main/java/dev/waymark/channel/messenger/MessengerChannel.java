package dev.waymark.channel.messenger;

import dev.waymark.channel.Channel;
import dev.waymark.channel.Mailbox;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.profile.ProfileView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Messages to who has written to the page, by their id there in the profile's {@code messengerId} trait. */
@ApplicationScoped
class MessengerChannel implements Channel {

    /** An id that holds for one page only. */
    private static final Pattern PERSON = Pattern.compile("\\d{5,32}");

    private final Mailbox mailbox;
    private final Optional<MessengerProvider> provider;

    MessengerChannel(Mailbox mailbox, ProviderClient client, MessengerSettings settings) {
        this.mailbox = mailbox;
        this.provider = settings.token().map(token -> MessengerProvider.of(settings, token, client));
    }

    @Override
    public String key() {
        return MessengerProvider.NAME;
    }

    @Override
    public Optional<String> addressOf(ProfileView profile) {
        return profile.text("messengerId").filter(id -> PERSON.matcher(id).matches());
    }

    @Override
    public Duration remembers() {
        return provider.isPresent() ? Duration.ZERO : Mailbox.MEMORY;
    }

    @Override
    public SendResult send(SendRequest request) {
        return provider.map(messenger -> messenger.send(request))
                .orElseGet(() -> mailbox.deliver(MessengerProvider.NAME, request));
    }
}
