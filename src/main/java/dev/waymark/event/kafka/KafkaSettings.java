package dev.waymark.event.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Whether and how events are read from Kafka: {@code waymark.kafka.*}. */
@ConfigMapping(prefix = "waymark.kafka")
interface KafkaSettings {

    /** Where the cluster is; nothing is read unless this is set. */
    Optional<String> bootstrapServers();

    /** Topic by the name of the source its events belong to. */
    Map<String, String> topics();

    /** Several Waymarks of one group would share the partitions. */
    @WithDefault("waymark")
    String groupId();

    /** Records read, stored and committed together. */
    @WithDefault("500")
    int recordsAtOnce();

    /** How long to wait before records are tried again that could not be stored. */
    @WithDefault("2s")
    Duration pause();

    /** Anything else the client needs, for example how to sign in, by the client's own names. */
    Map<String, String> client();
}
