package dev.waymark.segment;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rule sets that decided before, compiled again from their stored sources; the last few are kept.
 *
 * <p>Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class PastRules {

    private static final int KEPT = 4;

    private final RuleSets ruleSets;
    private final RuleCompiler compiler;
    private final RuleSources sources;
    private final Map<String, RuleSet> compiled = new LinkedHashMap<>(KEPT, 0.75f, true);

    PastRules(RuleSets ruleSets, RuleCompiler compiler, RuleSources sources) {
        this.ruleSets = ruleSets;
        this.compiler = compiler;
        this.sources = sources;
    }

    /** What decides now. */
    RuleSet active() {
        return ruleSets.active();
    }

    /** What decided at the moment; empty if nothing did. */
    Optional<RuleSet> liveAt(Instant moment) {
        return sources.liveAt(moment).flatMap(this::byVersion);
    }

    /** Empty if this Waymark refuses its sources by now. */
    private Optional<RuleSet> byVersion(String version) {
        var active = ruleSets.active();
        if (active.version().equals(version)) {
            return Optional.of(active);
        }
        synchronized (compiled) {
            var known = compiled.get(version);
            return known == null ? compile(version) : Optional.of(known);
        }
    }

    private Optional<RuleSet> compile(String version) {
        return sources.of(version)
                .map(compiler::check)
                .flatMap(check -> check instanceof RuleCheck.Accepted(var ruleSet)
                        ? Optional.of(keep(version, ruleSet))
                        : Optional.empty());
    }

    private RuleSet keep(String version, RuleSet ruleSet) {
        if (compiled.size() == KEPT) {
            compiled.remove(compiled.keySet().iterator().next());
        }
        compiled.put(version, ruleSet);
        return ruleSet;
    }
}
