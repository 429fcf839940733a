package dev.waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void shouldNeverGiveThePortTwice() {
        // when
        var ports = Stream.generate(Ports::free).limit(50).toList();

        // then
        assertThat(ports).doesNotHaveDuplicates();
    }

    @Test
    void shouldSeeThatAPortIsInUse() throws IOException {
        // given
        var port = Ports.free();

        // when // then
        assertThat(Ports.isFree(port)).isTrue();
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
