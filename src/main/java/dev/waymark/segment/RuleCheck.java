package dev.waymark.segment;

import dev.waymark.support.Finding;
import java.util.List;

/** The answer to a set of rule files: usable as a whole or refused as a whole, so that half a change is never live. */
public sealed interface RuleCheck {

    /** Every file is in order. */
    record Accepted(RuleSet ruleSet) implements RuleCheck {}

    /** At least one file is not; the findings name all that was seen, in reading order. */
    record Refused(List<Finding> findings) implements RuleCheck {

        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
