/**
 * Who belongs to which segment, since when, by which rule and why.
 *
 * <p>Start with {@link dev.waymark.segment.SegmentMembershipBehavior}: it runs inside the transaction that stores
 * an event. Rules are checked and compiled behind {@link dev.waymark.segment.RuleCompiler}.
 */
@NullMarked
package dev.waymark.segment;

import org.jspecify.annotations.NullMarked;
