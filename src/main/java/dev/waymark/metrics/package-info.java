/**
 * What a Prometheus scrapes: counts of what the other features tell, measured from outside. No feature knows that it is
 * counted, labels hold keys of definitions only, and nothing here asks the database but at a scrape.
 */
@NullMarked
package dev.waymark.metrics;

import org.jspecify.annotations.NullMarked;
