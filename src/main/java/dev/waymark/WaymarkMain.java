package dev.waymark;

import dev.waymark.embedded.EmbeddedOptions;
import dev.waymark.embedded.EmbeddedParts;
import dev.waymark.embedded.Ports;
import dev.waymark.embedded.StartRefused;
import dev.waymark.release.RulesCommand;
import dev.waymark.template.TemplatesCommand;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import java.util.Objects;

/**
 * Where the program starts: first what the application needs and the machine lacks, then the application itself. A
 * command such as {@code rules check} needs neither.
 */
@QuarkusMain
public final class WaymarkMain {

    private static final String HTTP_PORT = "8080";

    public static void main(String... args) {
        if (args.length > 0 && args[0].equals("rules")) {
            System.exit(RulesCommand.run(List.of(args).subList(1, args.length), System.out, System.err));
        }
        if (args.length > 0 && args[0].equals("templates")) {
            System.exit(TemplatesCommand.run(List.of(args).subList(1, args.length), System.out, System.err));
        }
        try {
            refusePortInUse();
            var parts = EmbeddedParts.start(EmbeddedOptions.fromEnvironment());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAfterApplication(parts), "embedded-parts-stop"));
            Quarkus.run(args);
        } catch (StartRefused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** Hooks run side by side, and Quarkus has its own: the application must be gone before what it stands on. */
    private static void stopAfterApplication(EmbeddedParts parts) {
        var application = Application.currentApplication();
        if (application != null) {
            application.awaitShutdown();
        }
        parts.stop();
    }

    private static void refusePortInUse() {
        var port = Integer.parseInt(System.getProperty(
                "quarkus.http.port", Objects.requireNonNullElse(System.getenv("QUARKUS_HTTP_PORT"), HTTP_PORT)));
        // checked before minutes of work, and in our words
        if (port > 0 && !Ports.isFree(port)) {
            throw new StartRefused(
                    "Expected port %d to be free, but another program is using it: stop that one, or choose another port with ./waymark run --port N."
                            .formatted(port));
        }
    }
}
