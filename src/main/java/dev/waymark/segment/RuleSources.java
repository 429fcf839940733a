package dev.waymark.segment;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sources of every rule set that was ever live, by version, and when which one was: memberships name the version
 * that decided.
 *
 * <p>Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
public class RuleSources implements PanacheRepositoryBase<StoredRuleSet, String> {

    private final Sql sql;

    RuleSources(Sql sql) {
        this.sql = sql;
    }

    /** Keeps the sources of a rule set that is about to decide; the same version has the same ones. */
    @Transactional
    public void keep(RuleSet ruleSet, List<DefinitionFile> files) {
        if (findByIdOptional(ruleSet.version()).isEmpty()) {
            var stored = new StoredRuleSet();
            stored.version = ruleSet.version();
            stored.sources = files.stream().collect(Collectors.toMap(DefinitionFile::path, DefinitionFile::text));
            persistAndFlush(stored);
        }
    }

    /** The version of the rules that decided at the moment; empty if none did. */
    @Transactional
    public Optional<String> liveAt(Instant moment) {
        return sql
                .query(
                        "select rule_set from rule_activation where activated_at <= ?"
                                + " order by activated_at desc, id desc limit 1",
                        row -> row.getString(1),
                        moment)
                .stream()
                .findFirst();
    }

    /** The files of a rule set that was live, in the order of their paths. */
    @Transactional
    public Optional<List<DefinitionFile>> of(String version) {
        return findByIdOptional(version).map(stored -> files(stored.sources));
    }

    private static List<DefinitionFile> files(Map<String, String> sources) {
        return sources.entrySet().stream()
                .map(source ->
                        new DefinitionFile(source.getKey(), source.getValue().getBytes(StandardCharsets.UTF_8)))
                .sorted(Comparator.comparing(DefinitionFile::path))
                .toList();
    }
}
