package dev.waymark.event;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Lets sites in by their write key, for what they ask besides sending events: the same keys, and each call counts as
 * an event against the key's limit. Thread-safe.
 */
@Singleton
public class SiteAccess {

    private final WriteKeys writeKeys;
    private final RateLimit rateLimit;

    SiteAccess(WriteKeys writeKeys, RateLimit rateLimit) {
        this.writeKeys = writeKeys;
        this.rateLimit = rateLimit;
    }

    /**
     * Refuses who has no known key, or asks too often.
     *
     * @param authorization the header, its key the Basic user name
     * @param inQuery the key where a browser cannot send the header
     */
    public void admit(@Nullable String authorization, @Nullable String inQuery) {
        rateLimit.take(writeKeys.sourceOf(authorization, inQuery), 1);
    }
}
