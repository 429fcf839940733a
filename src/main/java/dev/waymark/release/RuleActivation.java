package dev.waymark.release;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** That a release began to decide; added, never changed. */
@Entity
@Immutable
@Table(name = "rule_activation")
class RuleActivation {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    int releaseNumber;

    @Nullable
    Integer replaced;

    String ruleSet;
    String actor;
    String reason;
    Instant activatedAt;

    ActivationView view() {
        return new ActivationView(releaseNumber, replaced, actor, reason, activatedAt);
    }
}
