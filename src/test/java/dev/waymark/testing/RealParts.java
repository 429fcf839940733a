package dev.waymark.testing;

import dev.waymark.embedded.EmbeddedOptions;
import dev.waymark.embedded.EmbeddedParts;
import dev.waymark.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL and a real broker, started once for all tests of the application, on data thrown away after. */
public class RealParts implements QuarkusTestResourceLifecycleManager {

    /** Rules that tests may edit while the application runs; journeys and templates are the packaged ones. */
    public static final Path DEFINITIONS = TestFolders.create("definitions");

    private @Nullable EmbeddedParts parts;
    private @Nullable Path data;
    private boolean durable;
    private @Nullable String journey;

    /** {@code durable} forces everything to disk; {@code journey} names a BPMN file beside the shipped ones. */
    @Override
    public void init(Map<String, String> arguments) {
        durable = Boolean.parseBoolean(arguments.get("durable"));
        journey = arguments.get("journey");
    }

    @Override
    public Map<String, String> start() {
        var before = Map.copyOf(System.getProperties());
        data = TestFolders.create("data");
        parts = EmbeddedParts.start(new EmbeddedOptions(
                data,
                durable,
                Path.of(System.getProperty("waymark.test.broker-home")),
                Path.of(System.getProperty("waymark.test.broker-plugin"))));
        var settings = new HashMap<String, String>();
        System.getProperties().forEach((name, value) -> {
            if (!before.containsKey(name)) {
                settings.put((String) name, (String) value);
            }
        });
        // tests of the embedded parts run in this JVM too, and must not find these
        settings.keySet().forEach(System::clearProperty);
        copy("rules", DEFINITIONS);
        List.of("segments", "signals", "policies", "fixtures").forEach(folder -> copy("rules/" + folder, DEFINITIONS));
        if (journey != null) {
            copy("bpmn", DEFINITIONS);
            copy("bpmn/journeys", DEFINITIONS);
            copyFile(Path.of(journey), DEFINITIONS.resolve("bpmn/journeys"));
            copyFile(Path.of("src/test/resources/bpmn/partner-offers.yaml"), DEFINITIONS.resolve("bpmn"));
        }
        settings.put("waymark.onsite.user-secret", Person.USER_SECRET);
        settings.put("waymark.definitions.folder", DEFINITIONS.toString());
        settings.put("waymark.webhooks.shop.url", "http://localhost:" + Ports.free() + "/hook");
        settings.put("waymark.line.url", "http://127.0.0.1:" + Ports.free());
        settings.put("waymark.line.token", "a-token");
        settings.put("waymark.whatsapp.url", "http://127.0.0.1:" + Ports.free());
        settings.put("waymark.whatsapp.phone-id", "106540352242922");
        settings.put("waymark.whatsapp.token", "a-token");
        settings.put("waymark.push.subject", "mailto:push@shop.example");
        settings.put("waymark.push.services", "http://127.0.0.1:" + Ports.free());
        settings.putAll(Callbacks.SETTINGS);
        // longer than clicks that are no person's are apart, and not as long as a person waits
        settings.put("waymark.tracking.judged-after", "PT1.5S");
        return settings;
    }

    @Override
    public void stop() {
        if (parts != null) {
            parts.stop();
        }
        if (data != null) {
            TestFolders.delete(data);
        }
        TestFolders.delete(DEFINITIONS);
    }

    private static void copy(String folder, Path root) {
        try (var files = Files.list(Path.of(folder))) {
            files.filter(Files::isRegularFile).forEach(file -> copyFile(file, root.resolve(folder)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void copyFile(Path file, Path into) {
        try {
            Files.copy(file, Files.createDirectories(into).resolve(file.getFileName()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
