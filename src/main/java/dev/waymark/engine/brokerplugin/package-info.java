/**
 * What runs inside the broker's own JVM: the exporter that copies records to PostgreSQL, and the supervised start.
 *
 * <p>May use the JDK, the exporter API and the PostgreSQL driver only, because nothing else of Waymark is on the
 * broker's class path. Start reading at {@link dev.waymark.engine.brokerplugin.PostgresExporter}.
 */
@NullMarked
package dev.waymark.engine.brokerplugin;

import org.jspecify.annotations.NullMarked;
