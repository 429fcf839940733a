package dev.waymark.message;

import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which template somebody wants to see, as whom, and how.
 *
 * @param userId the person, by the id the site gave them; or else {@code profileId}
 * @param version by its number; without it the live one
 * @param locale without it the person's
 * @param channel without it e-mail, or else the first the template is written for
 */
public record PreviewWish(
        @QueryParam("userId") @Nullable String userId,
        @QueryParam("profileId") @Nullable UUID profileId,
        @QueryParam("version") @Nullable Integer version,
        @QueryParam("locale") @Nullable String locale,
        @QueryParam("channel") @Nullable String channel) {}
