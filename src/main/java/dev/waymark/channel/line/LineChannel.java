package dev.waymark.channel.line;

import dev.waymark.channel.Channel;
import dev.waymark.channel.Mailbox;
import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderSetting;
import dev.waymark.profile.ProfileView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Messages to the LINE user in the profile's {@code lineId} trait. */
@ApplicationScoped
class LineChannel implements Channel {

    private static final Pattern USER = Pattern.compile("U[0-9a-f]{32}");

    private final Mailbox mailbox;
    private final Optional<LineProvider> provider;

    LineChannel(Mailbox mailbox, ProviderClient client, LineSettings settings) {
        this.mailbox = mailbox;
        this.provider = settings.token()
                .map(token -> new LineProvider(
                        client,
                        ProviderSetting.url("waymark.line.url", settings.url()),
                        ProviderSetting.secret("waymark.line.token", token)));
    }

    @Override
    public String key() {
        return LineProvider.NAME;
    }

    @Override
    public Optional<String> addressOf(ProfileView profile) {
        return profile.text("lineId").filter(id -> USER.matcher(id).matches());
    }

    @Override
    public Duration remembers() {
        return provider.isPresent() ? LineProvider.REMEMBERS : Mailbox.MEMORY;
    }

    @Override
    public SendResult send(SendRequest request) {
        return provider.map(line -> line.send(request)).orElseGet(() -> mailbox.deliver(LineProvider.NAME, request));
    }
}
