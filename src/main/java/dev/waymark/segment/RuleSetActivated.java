package dev.waymark.segment;

import java.util.List;

/**
 * Other rules decide from now on. Fired in the transaction that makes them the active release, on one node only; the
 * rule set is not yet live when it is fired, and a release that changes nothing but fixtures fires nothing.
 *
 * <p>Who lets everybody be decided about anew has to survive a kill right after the commit: the newest row of
 * {@code rule_activation} says what should have been followed.
 *
 * @param release number of the release
 * @param actor who activated it
 */
public record RuleSetActivated(String version, List<String> segments, int release, String actor) {

    public RuleSetActivated {
        segments = List.copyOf(segments);
    }
}
