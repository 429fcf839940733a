package dev.waymark.segment;

import dev.waymark.behaviour.Thresholds;
import dev.waymark.support.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule set that decides on this node. Which one that is, is decided by releases; here it is only held.
 *
 * <p>Thread-safe. Whoever evaluates takes {@link #active()} once and asks that one to the end.
 */
@ApplicationScoped
public class RuleSets {

    /** Rules are there before anything that asks them. */
    public static final int START_ORDER = 100;

    private final Thresholds thresholds;

    private volatile @Nullable Live live;
    private volatile List<Finding> findings = List.of();

    private record Live(RuleSet ruleSet, Instant since) {}

    RuleSets(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** The rule set that decides now. */
    public RuleSet active() {
        return live().ruleSet();
    }

    /** What memberships rest on besides the profile itself: another rule set, or other bounds of scores, is another. */
    String basis() {
        return basisOf(active());
    }

    String basisOf(RuleSet active) {
        return active.asked().orders() ? active.version() + "+" + thresholds.version() : active.version();
    }

    /** Whether there is one at all. */
    public boolean isLoaded() {
        return live != null;
    }

    /** Since when the live rule set decides. */
    public Instant activeSince() {
        return live().since();
    }

    /** Why the files in the folder, or the active release, are not what decides here; empty when they are. */
    public List<Finding> findings() {
        return findings;
    }

    /** Lets this rule set decide from the next question on. */
    public void use(RuleSet ruleSet, Instant since) {
        live = new Live(ruleSet, since);
    }

    /** Keeps what is wrong for whoever asks. */
    public void report(List<Finding> found) {
        findings = List.copyOf(found);
    }

    private Live live() {
        var now = live;
        if (now == null) {
            throw new IllegalStateException("Rules are asked only after they were loaded at start");
        }
        return now;
    }
}
