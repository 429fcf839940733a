package dev.waymark.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;

/**
 * The answer to a source: all its events are durable, or kept aside with a reason.
 *
 * @param success true, which is all that SDKs look for
 * @param repeated how many were stored before, left out if none
 * @param parked how many cannot be stored as sent, left out if none
 */
@JsonInclude(Include.NON_DEFAULT)
record Taken(boolean success, int repeated, int parked) {}
