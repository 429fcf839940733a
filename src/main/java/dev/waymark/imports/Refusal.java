package dev.waymark.imports;

import org.jspecify.annotations.Nullable;

/**
 * What was wrong with a line of a file; never what stood in it.
 *
 * @param line where the row begins, from 1: the header is line 1
 * @param column its title, null if the whole line is meant
 */
public record Refusal(long line, @Nullable String column, String sentence) {}
