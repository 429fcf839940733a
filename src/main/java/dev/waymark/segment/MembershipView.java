package dev.waymark.segment;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A membership as others see it: the decision, explained. */
public record MembershipView(
        long id,
        String segment,
        Instant enteredAt,
        @Nullable Instant leftAt,
        String rule,
        String ruleSet,
        String reason,
        Map<String, Object> facts) {}
