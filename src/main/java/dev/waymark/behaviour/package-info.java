/**
 * What a person did, kept so that a rule reads it without looking at the history: how often and when per event name,
 * what they are interested in, what they ordered, how often they buy again.
 *
 * <p>Start with {@link dev.waymark.behaviour.BehaviourFolding}, which runs inside the transaction that stores events,
 * and {@link dev.waymark.behaviour.Fold}, the one idea of this package: every row is a sum, and no order of its parts
 * changes it.
 */
@NullMarked
package dev.waymark.behaviour;

import org.jspecify.annotations.NullMarked;
