package dev.waymark.support;

import java.util.function.Function;

/** What a request came to: the thing asked for, or why not. */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused; nothing has changed. */
    record Refused<T>(Rejection rejection) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Rejection rejection) {
        return new Refused<>(rejection);
    }

    /** Goes on with the value; a refusal stays one. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(var value) -> next.apply(value);
            case Refused<T>(var rejection) -> refused(rejection);
        };
    }

    /** For the REST edge: the value, or the refusal as the exception that becomes a problem document. */
    default T orProblem() {
        return switch (this) {
            case Done<T>(var value) -> value;
            case Refused<T>(var rejection) -> throw new RejectedRequest(rejection);
        };
    }
}
