package dev.waymark.segment;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.List;

/**
 * Holds rules against the examples that are kept with them, so that a change which breaks one is found before it is
 * live. Implementations are thread-safe, never throw because of what a file says, and take part in no transaction.
 */
public interface RuleFixtureCheck {

    /**
     * Everything that is not as the examples say, or wrong with the examples; empty when they hold.
     *
     * @param files all files of the release: rules, tables and fixtures
     */
    List<Finding> check(RuleSet ruleSet, List<DefinitionFile> files);
}
