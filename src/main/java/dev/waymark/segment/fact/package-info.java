/**
 * The words an analyst may use in a rule: what {@link dev.waymark.segment.fact.Profile} and
 * {@link dev.waymark.segment.fact.Now} can be asked.
 *
 * <p>Public only because compiled rules call it from packages of their own. Every method added here must be added to
 * the rule check's vocabulary too, with the kinds of its arguments; a test holds the two equal.
 */
@NullMarked
package dev.waymark.segment.fact;

import org.jspecify.annotations.NullMarked;
