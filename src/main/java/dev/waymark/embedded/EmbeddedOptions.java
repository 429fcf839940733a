package dev.waymark.embedded;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where the embedded parts live and how careful they are with their data.
 *
 * @param dataFolder everything that is kept; one running Waymark per folder
 * @param durable false only for data thrown away after a test: nothing is forced to disk, and the broker starts faster
 * @param brokerHome the unpacked broker distribution
 * @param brokerPlugin folder with the jars that run inside the broker
 */
public record EmbeddedOptions(Path dataFolder, boolean durable, Path brokerHome, Path brokerPlugin) {

    private static final String BROKER_HOME = "target/broker/camunda-zeebe-8.5.8";

    /** Reads {@code waymark.data}, {@code waymark.broker-home}, {@code waymark.broker-plugin}, or WAYMARK_... each. */
    public static EmbeddedOptions fromEnvironment() {
        return new EmbeddedOptions(
                Path.of(setting("waymark.data", ".waymark")),
                true,
                Path.of(setting("waymark.broker-home", BROKER_HOME)),
                Path.of(setting("waymark.broker-plugin", "target/broker-plugin")));
    }

    /** System property, else the environment variable of the same name in capitals, else the default. */
    static String setting(String property, String otherwise) {
        var fromProperty = System.getProperty(property, "");
        if (!fromProperty.isBlank()) {
            return fromProperty;
        }
        var fromEnvironment = System.getenv(property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
        return fromEnvironment == null || fromEnvironment.isBlank() ? otherwise : fromEnvironment;
    }
}
