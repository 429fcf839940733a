/**
 * What a site may show to a person in a slot, and what the person does with it.
 *
 * <p>Start with {@link dev.waymark.onsite.ShowOnSiteHandler}, then {@link dev.waymark.onsite.OnsiteItems}.
 */
@NullMarked
package dev.waymark.onsite;

import org.jspecify.annotations.NullMarked;
