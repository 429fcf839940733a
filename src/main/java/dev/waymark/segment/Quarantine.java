package dev.waymark.segment;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The table {@code rule_quarantine}: what is quarantined of a rule set is so on every node, and after a restart too. Were
 * it not, somebody who was not asked about meanwhile would not be asked about later.
 *
 * <p>Thread-safe. Called outside of transactions: each statement is its own.
 */
@ApplicationScoped
class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);

    private final Sql sql;
    private final RuleSets ruleSets;

    Quarantine(Sql sql, RuleSets ruleSets) {
        this.sql = sql;
        this.ruleSets = ruleSets;
    }

    /** Tells the others what was found here, and follows what they found. */
    void exchange() {
        var active = ruleSets.active();
        var here = active.quarantined();
        var stored = stored(active.version());
        lacking(stored, here).forEach(found -> {
            store(active.version(), found);
            say(active, found);
        });
        var foundElsewhere = lacking(here, stored);
        active.quarantine(foundElsewhere);
        foundElsewhere.forEach(found -> say(active, found));
    }

    private static List<Quarantined> lacking(List<Quarantined> known, List<Quarantined> all) {
        var files = known.stream().map(Quarantined::file).collect(Collectors.toSet());
        return all.stream().filter(one -> !files.contains(one.file())).toList();
    }

    private static void say(RuleSet ruleSet, Quarantined one) {
        LOG.warnf(
                "rule file quarantined file=%s line=%d rule_set=%s since=%s reason=%s",
                one.file(), one.line(), ruleSet.version(), one.since(), one.reason());
    }

    private List<Quarantined> stored(String version) {
        return sql.query(
                "select file, line, reason, since from rule_quarantine where rule_set = ?",
                row -> new Quarantined(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        Objects.requireNonNull(Sql.instant(row, "since"))),
                version);
    }

    /** Another node may have found it at the same moment. */
    private void store(String version, Quarantined found) {
        sql.update(
                "insert into rule_quarantine (rule_set, file, line, reason, since) values (?, ?, ?, ?, ?)"
                        + " on conflict on constraint rule_quarantine_pk do nothing",
                version,
                found.file(),
                found.line(),
                found.reason(),
                found.since());
    }
}
