package dev.waymark.fault;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./waymark fault}: many kills, and minutes. The data stays where it was when a promise was broken. */
class IngestFault {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void shouldKeepEveryAcknowledgedEventOnceWhateverIsKilled() throws Exception {
        var kills = Integer.getInteger("waymark.fault.kills", 30);
        var patience = Integer.getInteger("waymark.fault.patience", 1);
        var seed = Long.getLong("waymark.fault.seed", 1);
        new KillRun(folder, patience, seed).kill(kills, kills);
    }
}
