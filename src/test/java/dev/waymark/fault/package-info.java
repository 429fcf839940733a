/** Parts killed under load, and a client's journal held against the database. Start with {@link dev.waymark.fault.KillRun}. */
@NullMarked
package dev.waymark.fault;

import org.jspecify.annotations.NullMarked;
