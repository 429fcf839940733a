package dev.waymark.segment;

import dev.waymark.event.EventIngested;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One version of the rules, compiled and ready to decide.
 *
 * <p>Thread-safe. A reload makes a new rule set and the old one finishes what it has begun; all that ever changes of one
 * is which of its files are quarantined. Holds no resource to close and takes part in no transaction.
 */
public interface RuleSet {

    /** The first 12 hex digits of the SHA-256 over the files' sorted paths and contents. */
    String version();

    List<SegmentDefinition> segments();

    List<SignalDefinition> signals();

    List<PolicyDefinition> policies();

    /** Files that broke the bounds of an evaluation and are asked no more. */
    List<Quarantined> quarantined();

    /** Asks these files no more: another node found them. */
    void quarantine(Collection<Quarantined> files);

    /** Those of all segments and signals. */
    Concerned all();

    /** What the rules of segments and signals ask about at all. */
    default Asked asked() {
        return all().asked();
    }

    /** What the rules of policies ask about at all. */
    Asked askedToPropose();

    /** Those whose answer the event can change by what it says. */
    Concerned concerned(EventIngested event);

    /** The segments the profile belongs to, at most one decision each; the first rule of a file wins. */
    default List<Decision> evaluate(ProfileFacts facts) {
        var judgement = all().judge(facts);
        return segments().stream()
                .flatMap(segment -> judgement.decision(segment.key()).stream())
                .toList();
    }

    /** The signals that are on for the profile, at most one of each file; the first rule of a file wins. */
    default List<Signal> signalsOf(ProfileFacts facts) {
        var judgement = all().judge(facts);
        return signals().stream()
                .flatMap(signal -> judgement.signal(signal.key()).stream())
                .toList();
    }

    /** What to do with the profile next, the best first; each action once, by the rule that thinks most of it. */
    List<Proposal> propose(ProfileFacts facts);

    /** Asks everything that is ever asked about a profile, to find files that do not answer within bounds. */
    default void tryOut(ProfileFacts facts) {
        all().judge(facts);
        all().nextChange(facts);
        propose(facts);
    }

    /** Why the profile is in the segment or not; empty if no file defines the segment. */
    Optional<Explanation> explain(String segment, ProfileFacts facts);

    /** What is strange about the rules as a whole. Takes seconds where rules ask much. */
    RuleSetAnalysis analyse(KnownNames known);
}
