package dev.waymark.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final TypeReference<Map<String, String>> SOURCES = new TypeReference<>() {};

    private final RuleSets ruleSets;
    private final RuleCompiler compiler;
    private final Sql sql;
    private final ObjectMapper json;
    private final Map<String, RuleSet> compiled = new LinkedHashMap<>(KEPT, 0.75f, true);

    PastRules(RuleSets ruleSets, RuleCompiler compiler, Sql sql, ObjectMapper json) {
        this.ruleSets = ruleSets;
        this.compiler = compiler;
        this.sql = sql;
        this.json = json;
    }

    /** What decides now. */
    RuleSet active() {
        return ruleSets.active();
    }

    /** What decided at the moment; empty if nothing did. */
    Optional<RuleSet> liveAt(Instant moment) {
        return sql
                .query(
                        "select version from rule_set where activated_at <= ? order by activated_at desc limit 1",
                        row -> row.getString(1),
                        moment)
                .stream()
                .findFirst()
                .flatMap(this::byVersion);
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
        return sources(version)
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

    private Optional<List<DefinitionFile>> sources(String version) {
        return sql
                .query("select sources from rule_set where version = ?", row -> files(row.getString(1)), version)
                .stream()
                .findFirst();
    }

    private List<DefinitionFile> files(String sources) {
        try {
            return json.readValue(sources, SOURCES).entrySet().stream()
                    .map(one -> new DefinitionFile(one.getKey(), one.getValue().getBytes(StandardCharsets.UTF_8)))
                    .sorted(Comparator.comparing(DefinitionFile::path))
                    .toList();
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("What the database keeps as JSON can be read", foreign);
        }
    }
}
