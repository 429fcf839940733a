package dev.waymark.behaviour;

/**
 * A row that is a sum over events: commutative, associative, exact. Therefore any order of arrival, any number of
 * batches and the join of two profiles give the same row, to the bit.
 */
interface Fold<T> {

    T plus(T other);
}
