package dev.waymark.fault;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL dies under load and Waymark goes on; many kills of it and of the application are {@link IngestFault}. */
class IngestKillIT {

    @TempDir
    Path folder;

    @Test
    void shouldGoOnWithoutARestartAndLoseNoAcknowledgedEvent() throws Exception {
        new KillRun(folder, 6, 1).kill(0, 2);
    }
}
