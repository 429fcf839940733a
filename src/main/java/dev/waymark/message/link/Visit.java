package dev.waymark.message.link;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something asked for a link or the picture of a message.
 *
 * @param link its number; null for the picture
 * @param at business time
 * @param seenAt time of the database, by which visits are compared
 * @param suspicion why it is taken for a program's, as far as the request itself shows; null where it does not
 */
record Visit(
        long id,
        @Nullable Integer link,
        Instant at,
        Instant seenAt,
        @Nullable String suspicion) {}
