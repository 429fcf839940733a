package dev.waymark.segment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a profile belongs to a segment: the rule, its reason and the values the rule looked at.
 *
 * <p>Kept with the membership, so that an auditor can follow the decision without running the rules again.
 *
 * @param rule name of the deciding rule, a sentence
 * @param facts {@code now}, and under {@code events}, {@code traits} and {@code answers} only what the rule's conditions
 *     name; moments as ISO-8601 text. A trait the profile does not have is left out; an event it never did has count 0.
 *     Answers are those of questions that look at more than one event or trait, by the question as it stands in the
 *     rule.
 */
public record Decision(String segment, String rule, String reason, Map<String, Object> facts) {

    public Decision {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
