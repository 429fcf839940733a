/**
 * What a fresh machine lacks: PostgreSQL and a Zeebe broker, started as child processes with their data in one folder.
 *
 * <p>Each part is left out as soon as its address is configured. Everything listens on loopback only. Start reading at
 * {@link dev.waymark.embedded.EmbeddedParts}.
 */
@NullMarked
package dev.waymark.embedded;

import org.jspecify.annotations.NullMarked;
