/**
 * The words an analyst may use in a rule: what {@link dev.waymark.segment.fact.Profile} and its neighbours can be asked.
 *
 * <p>Each is made from the same {@link dev.waymark.segment.ProfileFacts}. Public only because compiled rules call them
 * from packages of their own. Every method added here must be added to the rule check's vocabulary too, with the kinds
 * of its arguments; a test holds the two equal. Every one begins by spending {@link dev.waymark.segment.fact.Effort}:
 * that is how an evaluation ends that takes too long.
 */
@NullMarked
package dev.waymark.segment.fact;

import org.jspecify.annotations.NullMarked;
