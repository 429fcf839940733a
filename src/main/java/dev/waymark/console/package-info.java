/**
 * Pages over the same services the API uses; no rules here. Each page answers one question: what runs, what
 * happened to this person here, what would a person read, what was sent.
 */
@NullMarked
package dev.waymark.console;

import org.jspecify.annotations.NullMarked;
