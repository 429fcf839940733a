package dev.waymark.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.Ports;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged application as a process of its own, with its embedded parts on a data folder that is kept. */
public final class RunningApplication implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private final Path data;
    private final Process process;

    private RunningApplication(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    /** Starts it on any port and points REST Assured at it. */
    public static RunningApplication start(Path data, Map<String, String> environment) throws IOException {
        return start(data, Ports.free(), environment);
    }

    /** Starts it on a port and points REST Assured at it. */
    public static RunningApplication start(Path data, int port, Map<String, String> environment) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx384m",
                // it starts often and lives shortly
                "-XX:TieredStopAtLevel=1",
                // as ./waymark does
                "-XX:+UseParallelGC",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=target/waymark-test.jsa",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Xlog:aot=off",
                "-Dquarkus.http.port=" + port,
                "-Dwaymark.data=" + data,
                "-Dwaymark.broker-home=" + System.getProperty("waymark.test.broker-home"),
                "-Dwaymark.broker-plugin=" + System.getProperty("waymark.test.broker-plugin"),
                "-jar",
                JAR.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()));
        builder.environment().putAll(environment);
        var application = new RunningApplication(data, builder.start());
        RestAssured.baseURI = "http://127.0.0.1";
        RestAssured.port = port;
        return application;
    }

    /** What all applications on this data folder have printed. */
    public static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    /** Waits until the engine works. */
    public void awaitWorking() throws IOException {
        try {
            await().atMost(90, SECONDS).pollInterval(Duration.ofMillis(200)).until(this::isWorking);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("The application did not start:\n" + Files.readString(log(data)), late);
        }
    }

    private boolean isWorking() {
        assertThat(process.isAlive())
                .as("application is alive, see " + log(data))
                .isTrue();
        try {
            return RestAssured.get("/q/health/started").statusCode() == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    /** SIGKILL, as the operating system does it. */
    public void kill() {
        process.destroyForcibly();
        awaitDeath();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isDead() {
        return !process.isAlive();
    }

    /** Waits until the process is gone, which may be after the engine has taken all journeys. */
    public void awaitDeath() {
        await().atMost(90, SECONDS).until(() -> !process.isAlive());
    }

    /** Asks it to end and waits; kills it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One number from its database. */
    public long count(String sql, String argument) throws IOException, SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** To its database. */
    public Connection connect() throws IOException, SQLException {
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        var password = Files.readString(data.resolve("postgres.password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/waymark", "waymark", password);
    }
}
