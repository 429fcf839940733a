package dev.waymark.segment;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A profile in a segment: since when, by which rule, why; kept after the profile has left. */
@Entity
class Membership {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    UUID profileId;
    String segment;
    Instant enteredAt;

    @Nullable
    Instant leftAt;

    String rule;
    String ruleSet;
    String reason;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> facts;

    MembershipView view() {
        return new MembershipView(id, segment, enteredAt, leftAt, rule, ruleSet, reason, facts);
    }
}
