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

    /** Checks rule files and decision tables, and compiles them if all are in order. */
    RuleCheck check(List<DefinitionFile> files);

    /** The rule files that a decision table stands for, to be shown; none if it is no table or there are findings in it. */
    List<DefinitionFile> written(DefinitionFile table);
}
