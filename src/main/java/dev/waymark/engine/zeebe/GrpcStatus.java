package dev.waymark.engine.zeebe;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;

/** Finds the broker's own word in what the client throws. */
final class GrpcStatus {

    private GrpcStatus() {}

    /** The gRPC status code of a failure, UNKNOWN when it holds none. */
    static Status.Code of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode();
            }
            if (cause instanceof StatusException status) {
                return status.getStatus().getCode();
            }
        }
        return Status.Code.UNKNOWN;
    }
}
