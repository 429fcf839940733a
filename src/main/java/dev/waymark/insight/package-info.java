/** Figures for pages and API: how many people are where, and how it is going. Reads only. */
@NullMarked
package dev.waymark.insight;

import org.jspecify.annotations.NullMarked;
