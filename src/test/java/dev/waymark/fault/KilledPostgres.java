package dev.waymark.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.RunningApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/** PostgreSQL's first process; the time runs from the moment the server takes connections again. */
final class KilledPostgres implements Killed {

    private final Path data;
    private final Supplier<RunningApplication> application;
    private List<String> commandLine = List.of();

    KilledPostgres(Path data, Supplier<RunningApplication> application) {
        this.data = data;
        this.application = application;
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public void kill() throws IOException {
        var server = ProcessHandle.of(pid()).orElseThrow();
        commandLine = commandLine(server.pid());
        server.destroyForcibly();
        await().atMost(10, SECONDS).until(() -> !server.isAlive());
    }

    /** Started as it was; its processes that outlive the first one for a moment make the start wait. */
    @Override
    public void bringBack() {
        await().atMost(60, SECONDS).pollInterval(Duration.ofMillis(500)).until(() -> {
            start();
            return awaitConnections();
        });
    }

    private void start() throws IOException {
        // root may not run the server, but in a user namespace of its own the same owner is nobody special
        var command = new ArrayList<>(
                System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.<String>of());
        command.addAll(commandLine);
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("logs/postgres.log").toFile()))
                .start();
    }

    private boolean awaitConnections() {
        try {
            await().atMost(5, SECONDS).pollInterval(Duration.ofMillis(20)).until(this::takesConnections);
            return true;
        } catch (ConditionTimeoutException refused) {
            return false;
        }
    }

    private boolean takesConnections() {
        try (var connection = application.get().connect()) {
            return connection.isValid(1);
        } catch (SQLException | IOException | RuntimeException notYet) {
            return false;
        }
    }

    private long pid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst());
    }

    private static List<String> commandLine(long pid) throws IOException {
        var words = Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0");
        return List.of(words);
    }
}
