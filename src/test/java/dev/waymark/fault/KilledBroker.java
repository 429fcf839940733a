package dev.waymark.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.EmbeddedParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The broker's process; who started it starts it again, but it stands still until it is brought back. */
final class KilledBroker implements Killed {

    private final Path data;
    private final EmbeddedParts parts;
    private ProcessHandle next;

    KilledBroker(Path data, EmbeddedParts parts) {
        this.data = data;
        this.parts = parts;
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public void kill() throws Exception {
        var killed = running().orElseThrow();
        killed.destroyForcibly();
        await().atMost(60, SECONDS)
                .until(() -> running().filter(pid -> pid.pid() != killed.pid()).isPresent());
        next = running().orElseThrow();
        signal("STOP");
    }

    @Override
    public void bringBack() throws Exception {
        signal("CONT");
        await().atMost(90, SECONDS).until(parts::isBrokerReady);
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(next.pid()))
                .start()
                .waitFor();
    }

    private Optional<ProcessHandle> running() throws IOException {
        try (var files = Files.walk(data, 3)) {
            var file = files.filter(path -> path.endsWith("broker.pid"))
                    .findFirst()
                    .orElseThrow();
            var written = Files.readString(file).strip();
            return written.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(written)).filter(ProcessHandle::isAlive);
        }
    }
}
