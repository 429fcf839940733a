package dev.waymark.onsite;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What an operator decides about content on sites: {@code waymark.onsite.*}. */
@ConfigMapping(prefix = "waymark.onsite")
interface OnsiteSettings {

    /**
     * Shared with the site's server: who asks by user id has to bring its HMAC-SHA256 as {@code userHash}. Without it
     * whoever knows the write key, which is public, and a user id reads what is shown to that person.
     */
    Optional<String> userSecret();
}
