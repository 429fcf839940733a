package dev.waymark.channel.whatsapp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** WhatsApp's Cloud API: {@code waymark.whatsapp.*}. Until a token is named messages go to the local mailbox. */
@ConfigMapping(prefix = "waymark.whatsapp")
interface WhatsAppSettings {

    @WithDefault("https://graph.facebook.com")
    URI url();

    /** Of the Graph API; Meta takes each away after two years or so. */
    @WithDefault("v23.0")
    String version();

    /** Id of the phone number that people see, which is not the number. */
    Optional<String> phoneId();

    /** Access token of a system user. */
    Optional<String> token();

    /** Secret of the app, by which Meta signs what it tells us; until it is named nothing is heard from there. */
    Optional<String> appSecret();

    /** A word of ours that Meta repeats when it asks whether the address for callbacks is ours. */
    Optional<String> verifyToken();
}
