package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.fact.Conclusions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.KieBase;

/**
 * The rules of some files in one network of Drools', asked with a session of its own for each profile: asking thirty
 * files together costs a quarter of asking one after the other. No rule fires more often than it has ways to hold.
 * Thread-safe.
 */
final class RuleNetwork {

    private final KieBase knowledge;
    private final Set<FactType> facts;
    private final int maxFirings;

    RuleNetwork(List<CompiledFile> files) {
        var base = KnowledgeBaseFactory.newKnowledgeBase(
                RuleBaseFactory.newKnowledgeBaseConfiguration(null, RuleNetwork.class.getClassLoader()));
        base.addPackages(
                files.stream().flatMap(file -> file.packages().stream()).toList());
        this.knowledge = base;
        this.facts = facts(files);
        this.maxFirings = files.stream()
                .flatMap(file -> file.file().rules().stream())
                .mapToInt(rule -> Math.toIntExact(rule.condition().alternatives()))
                .sum();
    }

    /** Those the rules look at. A rule may say `exists Now()`: what it names counts, asked or not. */
    private static Set<FactType> facts(List<CompiledFile> files) {
        var facts = EnumSet.noneOf(FactType.class);
        files.stream()
                .flatMap(file -> file.file().rules().stream())
                .forEach(rule -> facts.addAll(rule.condition().facts()));
        return facts;
    }

    Conclusions conclude(ProfileFacts known) {
        var conclusions = new Conclusions();
        if (maxFirings == 0) {
            return conclusions;
        }
        var session = knowledge.newKieSession();
        try {
            session.setGlobal("segment", conclusions);
            for (var fact : facts) {
                session.insert(fact.of(known));
            }
            if (session.fireAllRules(maxFirings + 1) > maxFirings) {
                throw new IllegalStateException("Rules fired more often than they can hold");
            }
            return conclusions;
        } finally {
            session.dispose();
        }
    }
}
