package dev.waymark.support;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked for what cannot be done: said once, and shown as it is by REST, workers and the audit.
 *
 * @param kind decides the HTTP status
 * @param code stable, kebab-case
 * @param sentence "Expected X, but Y." and what to do next; never a person's values
 * @param pointer JSON pointer or parameter name of the part meant, or null
 * @param findings for definitions: everything wrong at once
 */
public record Rejection(
        Kind kind, String code, String sentence, @Nullable String pointer, List<Finding> findings) {

    /** What sort of refusal this is. */
    public enum Kind {
        /** The request itself is wrong. */
        INVALID(400),
        /** The caller is not known. */
        UNAUTHENTICATED(401),
        /** What the caller shows is not what was agreed. */
        FORBIDDEN(403),
        /** What it names is not there. */
        UNKNOWN(404),
        /** It clashes with what is already so. */
        CONFLICT(409),
        /** More bytes than are read. */
        TOO_LARGE(413),
        /** Well-formed, but not to be done. */
        REFUSED(422),
        /** The caller is to slow down. */
        TOO_MANY(429),
        /** Not now: nothing was done, and the same request may be sent again. */
        AWAY(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    public static Rejection of(Kind kind, String code, String sentence) {
        return new Rejection(kind, code, sentence, null, List.of());
    }

    public static Rejection at(String pointer, Kind kind, String code, String sentence) {
        return new Rejection(kind, code, sentence, pointer, List.of());
    }
}
