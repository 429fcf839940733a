/**
 * People and past orders from CSV files: a file is taken whole into the database, then worked in the background; each
 * row becomes events that are stored once, however often the file comes.
 *
 * <p>Start with {@link dev.waymark.imports.ImportWork}.
 */
@NullMarked
package dev.waymark.imports;

import org.jspecify.annotations.NullMarked;
