/** Tests of the embedded parts on a real PostgreSQL and a real broker. */
@NullMarked
package dev.waymark.embedded;

import org.jspecify.annotations.NullMarked;
