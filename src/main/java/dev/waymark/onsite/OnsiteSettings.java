package dev.waymark.onsite;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What an operator decides about content on sites: {@code waymark.onsite.*}. */
@ConfigMapping(prefix = "waymark.onsite")
interface OnsiteSettings {

    /**
     * Shared with the site's server: who asks by user id has to bring its HMAC-SHA256 as {@code userHash}, and is then
     * shown what is theirs alone, their name and their codes. Nobody else is: the write key is public.
     */
    Optional<String> userSecret();
}
