package dev.waymark.support;

import java.time.Duration;

/** The world broke: says whether and when to try again. Thrown by adapters, turned into a verdict by the worker. */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final Kind kind;
    private final Duration retryAfter;

    private Failure(String code, String sentence, Kind kind, Duration retryAfter, Throwable cause) {
        super(sentence, cause);
        this.code = code;
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    private enum Kind {
        NOT_YET,
        RETRYABLE,
        LASTING
    }

    /** Nothing is broken: it is not the moment for it, and may be after {@code after}. */
    public static Failure notYet(String code, String sentence, Duration after) {
        return new Failure(code, sentence, Kind.NOT_YET, after, null);
    }

    /** Worth another try, not before {@code after} has passed. */
    public static Failure retryable(String code, String sentence, Duration after, Throwable cause) {
        return new Failure(code, sentence, Kind.RETRYABLE, after, cause);
    }

    /** Trying again would not help; a person has to look. */
    public static Failure lasting(String code, String sentence) {
        return new Failure(code, sentence, Kind.LASTING, Duration.ZERO, null);
    }

    public String code() {
        return code;
    }

    public boolean isRetryable() {
        return kind != Kind.LASTING;
    }

    /** Whether somebody should read of it. */
    public boolean isBreakage() {
        return kind != Kind.NOT_YET;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
