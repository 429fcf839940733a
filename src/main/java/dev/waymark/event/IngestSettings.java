package dev.waymark.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How events are taken in: {@code waymark.ingest.*}. */
@ConfigMapping(prefix = "waymark.ingest")
interface IngestSettings {

    /** Writers, each with a transaction at a time; while one waits for the disk the other works. */
    @WithDefault("2")
    int writers();

    /** Events in one transaction: enough to share a commit, few enough to be short. */
    @WithDefault("1000")
    int eventsPerTransaction();

    /** Events of one source that may wait for a writer before it is told to slow down. */
    @WithDefault("20000")
    int waitingPerSource();
}
