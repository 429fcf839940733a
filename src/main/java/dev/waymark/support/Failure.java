package dev.waymark.support;

import java.time.Duration;

/** The world broke: says whether and when to try again. Thrown by adapters, turned into a verdict by the worker. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean retryable;
    private final Duration retryAfter;

    private Failure(String code, String sentence, boolean retryable, Duration retryAfter, Throwable cause) {
        super(sentence, cause);
        this.code = code;
        this.retryable = retryable;
        this.retryAfter = retryAfter;
    }

    /** Worth another try, not before {@code after} has passed. */
    public static Failure retryable(String code, String sentence, Duration after, Throwable cause) {
        return new Failure(code, sentence, true, after, cause);
    }

    /** Trying again would not help; a person has to look. */
    public static Failure lasting(String code, String sentence) {
        return new Failure(code, sentence, false, Duration.ZERO, null);
    }

    public String code() {
        return code;
    }

    public boolean isRetryable() {
        return retryable;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
