package dev.waymark.channel.messenger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** A page's Messenger: {@code waymark.messenger.*}. Until a token is named messages go to the local mailbox. */
@ConfigMapping(prefix = "waymark.messenger")
interface MessengerSettings {

    @WithDefault("https://graph.facebook.com")
    URI url();

    /** Of the Graph API; Meta takes each away after two years or so. */
    @WithDefault("v23.0")
    String version();

    /** Access token of the page. */
    Optional<String> token();

    /** Secret of the app, by which Meta signs what it tells us; until it is named nothing is heard from there. */
    Optional<String> appSecret();

    /** A word of ours that Meta repeats when it asks whether the address for callbacks is ours. */
    Optional<String> verifyToken();
}
