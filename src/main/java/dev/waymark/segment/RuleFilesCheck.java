package dev.waymark.segment;

import dev.waymark.segment.drools.DroolsRuleCompiler;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is checked about rule files before they may decide: they compile, their fixtures hold, and they answer
 * within bounds. The folder,
 * an upload and the command for CI ask the same question here.
 *
 * <p>Thread-safe; takes part in no transaction.
 */
@ApplicationScoped
public class RuleFilesCheck {

    private static final int KEPT = 4;

    private final RuleCompiler compiler;
    private final RuleFixtures fixtures;

    /** To compile takes seconds, and what is handed in is soon activated, taken back and activated again. */
    private final Map<String, RuleCheck.Accepted> latest = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RuleCheck.Accepted> eldest) {
            return size() > KEPT;
        }
    });

    RuleFilesCheck(RuleCompiler compiler, RuleFixtures fixtures) {
        this.compiler = compiler;
        this.fixtures = fixtures;
    }

    /** The same check without a running application. */
    public static RuleFilesCheck standalone() {
        return new RuleFilesCheck(new DroolsRuleCompiler(), new RuleFixtures());
    }

    /** Files in any order; those that are no rule files are left out. */
    public RuleCheck check(List<DefinitionFile> files) {
        var sorted = RuleFiles.among(files);
        var hash = RuleFiles.hash(sorted);
        var before = latest.get(hash);
        if (before != null && before.ruleSet().quarantined().isEmpty()) {
            return before;
        }
        var check = checkAnew(sorted);
        if (check instanceof RuleCheck.Accepted accepted) {
            latest.put(hash, accepted);
        }
        return check;
    }

    /**
     * Files that were checked before, when they were released: they are compiled, and nothing else is asked of them again,
     * because Waymark starts again no sooner than this is done.
     */
    public RuleCheck ofRelease(List<DefinitionFile> files) {
        var sorted = RuleFiles.among(files);
        var before = latest.get(RuleFiles.hash(sorted));
        return before != null && before.ruleSet().quarantined().isEmpty()
                ? before
                : compiler.check(RuleFiles.deciding(sorted));
    }

    /** The rule files that a decision table stands for; none if it is no table or there are findings in it. */
    public List<DefinitionFile> written(DefinitionFile table) {
        return compiler.written(table);
    }

    private RuleCheck checkAnew(List<DefinitionFile> files) {
        var unreadable = unreadable(files);
        if (!unreadable.isEmpty()) {
            return new RuleCheck.Refused(unreadable);
        }
        return switch (compiler.check(RuleFiles.deciding(files))) {
            case RuleCheck.Accepted accepted -> checkFixtures(accepted, files);
            case RuleCheck.Refused refused -> refused;
        };
    }

    private RuleCheck checkFixtures(RuleCheck.Accepted accepted, List<DefinitionFile> files) {
        var contradicted = fixtures.check(accepted.ruleSet(), files);
        var tooSlow = quarantined(accepted.ruleSet());
        var findings = tooSlow.isEmpty() ? contradicted : tooSlow;
        return findings.isEmpty() ? accepted : new RuleCheck.Refused(findings);
    }

    /** Found while the fixtures were asked, or now, about somebody of whom nothing is known. */
    private static List<Finding> quarantined(RuleSet ruleSet) {
        ruleSet.tryOut(new ProfileFacts(Map.of(), Map.of(), Instant.EPOCH));
        return ruleSet.quarantined().stream().map(Quarantined::finding).toList();
    }

    /** Rules in DRL say so themselves, with the place. */
    private static List<Finding> unreadable(List<DefinitionFile> files) {
        return files.stream()
                .filter(file -> !file.path().endsWith(".drl") && !isText(file))
                .map(file -> Finding.inFile(
                        file.path(), "Expected text in UTF-8, but some bytes are not. Save the file as UTF-8."))
                .toList();
    }

    private static boolean isText(DefinitionFile file) {
        var text = file.text();
        return text.indexOf(0) < 0 && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), file.content());
    }
}
