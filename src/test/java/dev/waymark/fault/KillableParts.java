package dev.waymark.fault;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.EmbeddedOptions;
import dev.waymark.embedded.EmbeddedParts;
import dev.waymark.embedded.Ports;
import dev.waymark.testing.RunningApplication;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * PostgreSQL, a broker and the application on one data folder, durable as in production, each a process that can be
 * killed without the others. Not thread-safe.
 */
final class KillableParts implements AutoCloseable {

    private final Path data;
    private final int port = Ports.free();
    private final EmbeddedParts parts;
    private final Map<String, String> settings = new HashMap<>();
    private RunningApplication application;

    private KillableParts(Path data, Map<String, String> more) {
        this.data = data;
        var before = Map.copyOf(System.getProperties());
        parts = EmbeddedParts.start(new EmbeddedOptions(
                data,
                true,
                Path.of(System.getProperty("waymark.test.broker-home")),
                Path.of(System.getProperty("waymark.test.broker-plugin"))));
        System.getProperties().forEach((name, value) -> {
            if (!before.containsKey(name)) {
                settings.put(asVariable((String) name), (String) value);
            }
        });
        settings.putAll(more);
    }

    /** Starts PostgreSQL and the broker; {@code more} are settings of every application started on them. */
    static KillableParts start(Path data, Map<String, String> more) throws IOException {
        Files.createDirectories(data);
        return new KillableParts(data, more);
    }

    int port() {
        return port;
    }

    /** Where the broker takes commands. */
    String brokerAddress() {
        return settings.get("WAYMARK_ZEEBE_GRPC_ADDRESS");
    }

    /** A setting of every application started from now on. */
    void set(String variable, String value) {
        settings.put(variable, value);
    }

    /** Starts the application and returns at once; {@code more} are settings of this one alone. */
    RunningApplication startApplication(Map<String, String> more) throws IOException {
        var environment = new HashMap<>(settings);
        environment.putAll(more);
        application = RunningApplication.start(data, port, environment);
        return application;
    }

    Killed application() {
        return new Killed() {
            @Override
            public String name() {
                return "application";
            }

            @Override
            public void kill() {
                application.kill();
            }

            @Override
            public void bringBack() throws IOException {
                startApplication(Map.of());
            }
        };
    }

    /** Of the application that was started last. */
    long pid() {
        return application.pid();
    }

    Killed postgres() {
        return new KilledPostgres(data, () -> application);
    }

    Killed broker() {
        return new KilledBroker(data, parts);
    }

    Connection connect() throws IOException, SQLException {
        return application.connect();
    }

    long count(String sql) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The first column of all rows. */
    List<String> texts(String sql) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** Waits until a count of rows is zero, and says how many there still were when it is not in time. */
    void awaitNone(String what, String sql, Duration limit) {
        await(what)
                .atMost(limit)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> count(sql) == 0);
    }

    void awaitBroker() {
        await().atMost(90, SECONDS).until(parts::isBrokerReady);
    }

    /** Waits until the application answers; one that was started without its database waits for it. */
    void awaitTaking(Duration limit) {
        await().atMost(limit)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        assertThat(application.isDead()).as("the application lives").isFalse();
    }

    @Override
    public void close() {
        if (application != null) {
            application.close();
        }
        parts.stop();
    }

    private static String asVariable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
