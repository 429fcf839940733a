/**
 * Reads a journey file and checks it, before the engine sees a byte of it.
 *
 * <p>Start with {@link dev.waymark.journey.model.JourneyLinker}: it reads the XML without entities, walks every element
 * against a positive list, then asks each rule for its findings and reports them all at once.
 */
@NullMarked
package dev.waymark.journey.model;

import org.jspecify.annotations.NullMarked;
