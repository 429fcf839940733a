package dev.waymark.segment;

import dev.waymark.support.DefinitionFile;
import java.util.List;

/**
 * Turns rule files into a rule set.
 *
 * <p>The port behind which the rule engine lives. Implementations never throw because of what a file says, and never
 * run any of it while checking. Thread-safe.
 */
public interface RuleCompiler {

    RuleCheck check(List<DefinitionFile> files);
}
