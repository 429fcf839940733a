package dev.waymark.channel.line;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** The LINE official account: {@code waymark.line.*}. Until a token is named messages go to the local mailbox. */
@ConfigMapping(prefix = "waymark.line")
interface LineSettings {

    @WithDefault("https://api.line.me")
    URI url();

    /** Channel access token. */
    Optional<String> token();

    /** Channel secret, by which LINE signs what it tells us; until it is named nothing is heard from there. */
    Optional<String> secret();
}
