package dev.waymark.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The embedded parts of one running Waymark: PostgreSQL and a broker, each unless one of the user's own is configured.
 *
 * <p>Tells the rest of Waymark where they are through system properties, so that nothing but the start knows whether a
 * part is embedded. Not safe for concurrent use, except for {@link #isBrokerReady()}.
 */
public final class EmbeddedParts {

    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String USERNAME = "quarkus.datasource.username";
    private static final String PASSWORD = "quarkus.datasource.password";
    private static final String GRPC_ADDRESS = "waymark.zeebe.grpc-address";

    private final Map<String, String> properties = new LinkedHashMap<>();
    private @Nullable DataFolder folder;
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable EmbeddedBroker broker;

    private EmbeddedParts() {}

    /** Returns when PostgreSQL takes connections; the broker is still starting then. */
    public static EmbeddedParts start(EmbeddedOptions options) {
        var parts = new EmbeddedParts();
        try {
            parts.startWhatIsMissing(options);
            return parts;
        } catch (RuntimeException refused) {
            parts.stop();
            throw refused;
        }
    }

    /** Whether the embedded broker takes work; true where the broker is the user's own. */
    public boolean isBrokerReady() {
        return broker == null || broker.isReady();
    }

    /** Ends the broker, then PostgreSQL, which the broker writes to until its end. Does nothing the second time. */
    public void stop() {
        properties.keySet().forEach(System::clearProperty);
        properties.clear();
        if (broker != null) {
            broker.stop();
            broker = null;
        }
        if (postgres != null) {
            postgres.stop();
            postgres = null;
        }
        if (folder != null) {
            folder.release();
            folder = null;
        }
    }

    private void startWhatIsMissing(EmbeddedOptions options) {
        var needsPostgres = EmbeddedOptions.setting(JDBC_URL, "").isEmpty();
        var needsBroker = EmbeddedOptions.setting(GRPC_ADDRESS, "").isEmpty();
        if (!needsPostgres && !needsBroker) {
            return;
        }
        var opened = DataFolder.open(options.dataFolder());
        folder = opened;
        var database = needsPostgres ? startPostgres(opened, options) : configuredDatabase();
        if (needsBroker) {
            startBroker(opened, options, database);
        }
    }

    private DatabaseAccess startPostgres(DataFolder opened, EmbeddedOptions options) {
        var started = EmbeddedPostgres.start(opened, options.durable(), EmbeddedPostgres.ANY_PORT);
        postgres = started;
        publish(JDBC_URL, started.access().url());
        publish(USERNAME, started.access().username());
        publish(PASSWORD, started.access().password());
        return started.access();
    }

    private void startBroker(DataFolder opened, EmbeddedOptions options, DatabaseAccess database) {
        var started = EmbeddedBroker.start(opened, options, database);
        broker = started;
        publish(GRPC_ADDRESS, started.ports().grpcAddress().toString());
        publish("waymark.zeebe.rest-address", started.ports().restAddress().toString());
        publish(
                "waymark.zeebe.actuator-address",
                started.ports().actuatorAddress().toString());
        publish("waymark.zeebe.embedded", "true");
    }

    private static DatabaseAccess configuredDatabase() {
        return new DatabaseAccess(
                EmbeddedOptions.setting(JDBC_URL, ""),
                EmbeddedOptions.setting(USERNAME, ""),
                EmbeddedOptions.setting(PASSWORD, ""));
    }

    private void publish(String property, String value) {
        System.setProperty(property, value);
        properties.put(property, value);
    }
}
