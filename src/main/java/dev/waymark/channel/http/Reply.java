package dev.waymark.channel.http;

import dev.waymark.channel.SendResult;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came of asking a provider. */
public sealed interface Reply {

    /** What is said of a message that a provider has taken. */
    interface Reading {
        /** The provider's own id of the message in the body of its answer, or null. */
        @Nullable
        String idIn(String body);
    }

    /**
     * Reads it as the fate of a message.
     *
     * @param provider short name, the beginning of every reason
     * @param isRepeatable whether the provider knows a message again that comes twice: then what nobody can say is asked
     *     again
     * @param reading of the answer to a message that was taken
     */
    default SendResult verdict(String provider, boolean isRepeatable, Reading reading) {
        return switch (this) {
            case Answer answer -> answer.read(provider, isRepeatable, reading);
            case Unsent() -> SendResult.NotNow.away(provider + "-away");
            case Silence(var why) -> open(provider + "-" + why, isRepeatable);
        };
    }

    private static SendResult open(String reason, boolean isRepeatable) {
        return isRepeatable ? new SendResult.Unclear(reason) : new SendResult.Unknown(reason);
    }

    /**
     * An answer.
     *
     * @param body its first 64 KB
     */
    record Answer(int status, @Nullable String retryAfter, String body) implements Reply {

        /** Credentials and addresses that are wrong are ours to set right; the message is not to suffer for it. */
        private static final Set<Integer> ABOUT_US = Set.of(401, 403, 404, 405, 407);

        /** Said before anything was done (RFC 9110, section 15.5.9; RFC 8470; RFC 6585, section 4). */
        private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

        private static final int UNAVAILABLE = 503;
        private static final Pattern SOUND_ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

        private static final Duration LONGEST_WAIT = Duration.ofHours(6);

        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        SendResult read(String provider, boolean isRepeatable, Reading reading) {
            var reason = provider + "-" + status;
            if (isTaken()) {
                return new SendResult.Accepted(id(reading));
            }
            if (NOT_NOW.contains(status) || isUnavailable(isRepeatable)) {
                return new SendResult.NotNow(reason, asked(), true);
            }
            if (ABOUT_US.contains(status) || status < 400) {
                return SendResult.NotNow.away(reason);
            }
            return status >= 500 ? open(reason, isRepeatable) : new SendResult.Rejected(reason);
        }

        /** A gateway says 503 too where what it has passed on broke off: only a provider that names a time has not begun. */
        private boolean isUnavailable(boolean isRepeatable) {
            return status == UNAVAILABLE && (isRepeatable || asked().isPositive());
        }

        /** The provider's own id; it was taken, whatever the body looks like. */
        public @Nullable String id(Reading reading) {
            try {
                var id = reading.idIn(body);
                return id != null && SOUND_ID.matcher(id).matches() ? id : null;
            } catch (RuntimeException unreadable) {
                return null;
            }
        }

        /** In seconds; a date is not taken, because the two clocks need not agree. */
        private Duration asked() {
            if (retryAfter == null || !retryAfter.matches("\\d{1,9}")) {
                return Duration.ZERO;
            }
            var asked = Duration.ofSeconds(Long.parseLong(retryAfter));
            return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
        }
    }

    /** No connection came about: nothing was sent. */
    record Unsent() implements Reply {}

    /** It was sent, or a part of it, and nobody can say whether it was taken. */
    record Silence(String why) implements Reply {}
}
