package dev.waymark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the broker's data are still there. Beside a database that knows process instances a broker must not begin anew:
 * it would number them from the start. Safe for concurrent use.
 */
final class BrokerPast {

    private final Path mark;
    private final Path data;

    /** @param folder that holds all data; the broker's are in {@code broker/data} */
    BrokerPast(Path folder) {
        this.mark = folder.resolve("broker.begun");
        this.data = folder.resolve("broker").resolve("data");
    }

    /** Refuses the start of a broker that has worked here before and whose data are gone. */
    void requireKept() {
        if (Files.exists(data)) {
            remember();
        } else if (Files.exists(mark)) {
            throw new StartRefused(
                    "Expected the broker's data in %s, which belong to the database beside them, but they are gone: bring both back from one backup, or give all data up with --fresh."
                            .formatted(data));
        }
    }

    /** Whatever data the broker has are missed from now on. */
    void remember() {
        if (!Files.exists(data)) {
            return;
        }
        try {
            Files.writeString(mark, "The data in broker/ and postgres/ belong together.\n");
        } catch (IOException failure) {
            // the disk is full or read-only, of which the parts have more to say; it is tried at the next start
        }
    }
}
