package dev.waymark.segment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is strange about a rule set as a whole though each of its rules is in order.
 *
 * <p>Found by trying every combination of answers that makes a difference, as far as they are not too many. An answer
 * that no person can give in earnest may be among them: the example shows it.
 *
 * @param ruleSet version of what was analysed
 * @param remarks in reading order
 */
public record RuleSetAnalysis(String ruleSet, List<Remark> remarks) {

    public RuleSetAnalysis {
        remarks = List.copyOf(remarks);
    }

    /** What sort of thing was found. */
    public enum Kind {
        /** Somebody is in two segments of which one is in one at most. */
        OVERLAP,
        /** Somebody is in none of a group's segments. */
        GAP,
        /** Nobody can fulfil a rule. */
        NEVER_HOLDS,
        /** Whoever fulfils a rule fulfils an earlier one of its segment. */
        SHADOWED,
        /** Two segments have the same people. */
        SAME_PEOPLE,
        /** No event by this name was ever sent. */
        UNSEEN_EVENT,
        /** Nobody has a trait by this name. */
        UNSEEN_TRAIT,
        /** There are too many combinations: some were tried by chance, and what was not found may still be there. */
        NOT_EXHAUSTIVE
    }

    /**
     * Something that was found.
     *
     * @param line 1-based, or 0 where the file as a whole is meant
     * @param example answers of a person for whom it is so, by question; empty where there is none to show
     */
    public record Remark(Kind kind, String file, int line, String sentence, Map<String, Object> example) {

        public Remark {
            example = Collections.unmodifiableMap(new LinkedHashMap<>(example));
        }
    }
}
