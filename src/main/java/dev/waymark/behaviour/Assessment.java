package dev.waymark.behaviour;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Reads what is kept of a person in the light of settings and of all other people: half life, rates, thresholds, usual
 * intervals. Thread-safe; takes part in no transaction.
 */
@ApplicationScoped
class Assessment {

    private final double halfLife;
    private final HomeCurrency home;
    private final Thresholds thresholds;

    Assessment(BehaviourSettings settings, Thresholds thresholds) {
        this.halfLife = settings.interestHalfLife().toSeconds()
                / (double) Duration.ofDays(1).toSeconds();
        this.home = HomeCurrency.of(settings);
        this.thresholds = thresholds;
    }

    Behaviour of(Kept kept) {
        var current = thresholds.current();
        return new Behaviour(
                kept.events(),
                new Interests(kept.interests(), halfLife),
                new Orders(kept.book().totals(), home, current.scoring()),
                new Replenishment(kept.book(), current.intervals()));
    }
}
