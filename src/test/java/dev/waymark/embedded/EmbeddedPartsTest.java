package dev.waymark.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPartsTest {

    @TempDir
    Path temporary;

    @Test
    void shouldLeaveNoBrokerBehindAndStartAgainAfterAKill() throws IOException {
        // given
        var killed = StartedApart.launch(temporary);
        awaitStarted(killed);
        var broker = namedIn(temporary.resolve("broker/broker.pid"));
        var postgres = namedIn(temporary.resolve("postgres/postmaster.pid"));

        // when
        killed.destroyForcibly();

        // then
        await().atMost(Duration.ofSeconds(20)).until(() -> !broker.isAlive());

        // when
        var parts = EmbeddedParts.start(TestParts.in(temporary));

        // then
        await().until(() -> !postgres.isAlive());
        await().atMost(Duration.ofSeconds(60)).until(parts::isBrokerReady);
        assertThat(System.getProperty("waymark.zeebe.embedded")).isEqualTo("true");
        assertThat(System.getProperty("waymark.zeebe.grpc-address")).startsWith("http://127.0.0.1:");
        assertThat(System.getProperty("quarkus.datasource.jdbc.url")).startsWith("jdbc:postgresql://127.0.0.1:");
        var second = namedIn(temporary.resolve("broker/broker.pid"));
        parts.stop();
        assertThat(second.isAlive()).isFalse();
        assertThat(temporary.resolve("broker.begun")).exists();
        assertThat(System.getProperty("waymark.zeebe.grpc-address")).isNull();
    }

    @Test
    void shouldSayWhatToDoWhereTheBrokerIsMissing() {
        // given
        var home = temporary.resolve("nowhere");
        var options = new EmbeddedOptions(temporary.resolve("data"), false, home, temporary);

        // when // then
        assertThatThrownBy(() -> EmbeddedParts.start(options))
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "Expected the Zeebe broker in %s, but there is no such folder: build with ./waymark run --rebuild, or point WAYMARK_ZEEBE_GRPC_ADDRESS at a cluster of your own.",
                        home.resolve("lib"));
        assertThat(temporary.resolve("data/postgres/postmaster.pid")).doesNotExist();
        assertThat(System.getProperty("quarkus.datasource.jdbc.url")).isNull();
    }

    @Test
    void shouldNotLetABrokerBeginAnewBesideItsDatabase() throws IOException {
        // given a broker that has worked here
        new BrokerPast(temporary).requireKept();
        Files.createDirectories(temporary.resolve("broker/data"));
        new BrokerPast(temporary).requireKept();

        // when
        Files.delete(temporary.resolve("broker/data"));

        // then
        assertThatThrownBy(() -> new BrokerPast(temporary).requireKept())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("which belong to the database beside them, but they are gone");
    }

    private static void awaitStarted(Process process) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.lines().anyMatch("STARTED"::equals)).isTrue();
    }

    private static ProcessHandle namedIn(Path pidFile) throws IOException {
        var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }
}
