/**
 * Events from Kafka topics, off unless {@code waymark.kafka.bootstrap-servers} is set. They take the same way as those by
 * HTTP, and an offset is committed only when what came before it is durable.
 *
 * <p>Start with {@link dev.waymark.event.kafka.KafkaIntake}.
 */
@NullMarked
package dev.waymark.event.kafka;

import org.jspecify.annotations.NullMarked;
