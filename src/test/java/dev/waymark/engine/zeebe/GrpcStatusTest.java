package dev.waymark.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class GrpcStatusTest {

    @Test
    void shouldFindTheBrokersWordHoweverDeepTheClientHidesIt() {
        // given
        var said = Status.NOT_FOUND.withDescription("no such instance").asRuntimeException();

        // when
        var code = GrpcStatus.of(new ExecutionException(new IllegalStateException("wrapped", said)));

        // then
        assertThat(code).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void shouldFindItInCheckedExceptionsToo() {
        assertThat(GrpcStatus.of(new RuntimeException(Status.RESOURCE_EXHAUSTED.asException())))
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void shouldBeUnknownWhenTheBrokerSaidNothing() {
        assertThat(GrpcStatus.of(new RuntimeException(new java.net.ConnectException("refused"))))
                .isEqualTo(Status.Code.UNKNOWN);
    }
}
