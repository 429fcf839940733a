package dev.waymark.message;

import dev.waymark.channel.Channel;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where tests may go, so that nobody sends to people past what they allow. Immutable. */
@ApplicationScoped
class TestAddresses {

    private static final String EMAIL = "email";
    private static final ProfileId NOBODY = new ProfileId(new UUID(0, 0));

    private final List<String> listed;
    private final boolean hasMailServer;

    TestAddresses(
            @ConfigProperty(name = "waymark.test-addresses") Optional<List<String>> listed,
            @ConfigProperty(name = "waymark.email.smtp.host") Optional<String> smtpHost) {
        this.listed =
                listed.orElse(List.of()).stream().map(TestAddresses::plain).toList();
        this.hasMailServer = smtpHost.isPresent();
    }

    /** One of the list; while e-mail goes to the local mailbox, any e-mail address. */
    boolean allow(Channel channel, String address) {
        return listed.contains(plain(address)) && isOne(channel, address)
                || channel.key().equals(EMAIL) && !hasMailServer && isOne(channel, address);
    }

    /** The channel knows what an address of its kind looks like; the list is trusted for those of other kinds. */
    private static boolean isOne(Channel channel, String address) {
        return !channel.key().equals(EMAIL)
                || channel.addressOf(new ProfileView(NOBODY, null, Map.of(EMAIL, address)))
                        .filter(address::equals)
                        .isPresent();
    }

    private static String plain(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
