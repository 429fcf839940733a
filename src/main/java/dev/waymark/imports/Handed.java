package dev.waymark.imports;

import org.jspecify.annotations.Nullable;

/**
 * A file that somebody hands in.
 *
 * @param source under whose name its events are stored; for codes the offer, for products the catalogue
 * @param requestKey of the header Idempotency-Key: the same file by the same key is taken once
 */
record Handed(
        ImportKind kind,
        String source,
        boolean isJson,
        @Nullable String requestKey) {}
