package dev.waymark.engine.zeebe;

import dev.waymark.support.Failure;
import io.camunda.client.api.command.ClientException;
import io.grpc.Status;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Tells a command that the broker will never take from one that it does not take now. */
final class Refusals {

    /** What the command says is wrong. A sign-in that is refused is not: the same command is taken once that is mended. */
    private static final Set<Status.Code> FOR_WHAT_IT_IS = Set.of(
            Status.Code.INVALID_ARGUMENT,
            Status.Code.NOT_FOUND,
            Status.Code.ALREADY_EXISTS,
            Status.Code.FAILED_PRECONDITION,
            Status.Code.OUT_OF_RANGE,
            Status.Code.UNIMPLEMENTED);

    private Refusals() {}

    /** The answer, whose failure says which of the two it is. */
    static <T> CompletionStage<T> told(CompletionStage<T> answer) {
        return answer.handle((done, failure) -> {
            if (failure != null) {
                throw failure(failure);
            }
            return done;
        });
    }

    /** The same of a command that has done its job already where the broker answers with {@code expected}. */
    static CompletionStage<Void> toldUnless(Status.Code expected, CompletionStage<?> answer) {
        return answer.handle((done, failure) -> {
            if (failure != null && GrpcStatus.of(failure) != expected) {
                throw failure(failure);
            }
            return null;
        });
    }

    /** Whether the same command would be refused again. */
    static boolean isForWhatItIs(Throwable failure) {
        return FOR_WHAT_IT_IS.contains(GrpcStatus.of(failure));
    }

    private static RuntimeException failure(Throwable failure) {
        var code = GrpcStatus.of(failure);
        return isForWhatItIs(failure)
                ? Failure.lasting(code.name().toLowerCase(Locale.ROOT).replace('_', '-'), failure.getMessage())
                : new ClientException(failure.getMessage(), failure);
    }
}
