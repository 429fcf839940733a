package dev.waymark.segment;

import dev.waymark.event.EventIngested;
import java.util.List;

/**
 * One version of the segment rules, compiled and ready to decide.
 *
 * <p>Thread-safe and immutable: a reload makes a new rule set and the old one finishes what it has begun. Holds no
 * resource to close and takes part in no transaction.
 */
public interface RuleSet {

    /** The first 12 hex digits of the SHA-256 over the files' sorted paths and contents. */
    String version();

    List<SegmentDefinition> segments();

    /** All of them, in the order of {@link #segments()}. */
    Concerned all();

    /** Those of each segment, in the order of {@link #segments()}. */
    default List<SegmentRules> rules() {
        return all().rules();
    }

    /** What the rules ask about at all. */
    default Asked asked() {
        return all().asked();
    }

    /** Those whose answer the event can change by what it says. */
    default Concerned concerned(EventIngested event) {
        return Concerned.of(
                rules().stream().filter(rules -> rules.asked().cares(event)).toList());
    }

    /** The segments the profile belongs to, at most one decision each; the first rule of a file wins. */
    default List<Decision> evaluate(ProfileFacts facts) {
        return rules().stream().flatMap(rules -> rules.evaluate(facts).stream()).toList();
    }
}
