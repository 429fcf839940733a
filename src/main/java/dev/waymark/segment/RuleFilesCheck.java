package dev.waymark.segment;

import dev.waymark.segment.drools.DroolsRuleCompiler;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that is checked about rule files before they may decide: they compile, and their fixtures hold. The folder,
 * an upload and the command for CI ask the same question here.
 *
 * <p>Thread-safe; takes part in no transaction.
 */
@ApplicationScoped
public class RuleFilesCheck {

    private final RuleCompiler compiler;
    private final List<RuleFixtureCheck> fixtures;

    @Inject
    RuleFilesCheck(RuleCompiler compiler, @All List<RuleFixtureCheck> fixtures) {
        this.compiler = compiler;
        this.fixtures = fixtures;
    }

    /** The same check without a running application. */
    public static RuleFilesCheck standalone() {
        return new RuleFilesCheck(new DroolsRuleCompiler(), List.of());
    }

    /** Files in any order; those that are no rule files are left out. */
    public RuleCheck check(List<DefinitionFile> files) {
        var unreadable = unreadable(RuleFiles.among(files));
        if (!unreadable.isEmpty()) {
            return new RuleCheck.Refused(unreadable);
        }
        return switch (compiler.check(RuleFiles.deciding(files))) {
            case RuleCheck.Accepted accepted -> checkFixtures(accepted, RuleFiles.among(files));
            case RuleCheck.Refused refused -> refused;
        };
    }

    private RuleCheck checkFixtures(RuleCheck.Accepted accepted, List<DefinitionFile> files) {
        var findings = fixtures.stream()
                .flatMap(fixture -> fixture.check(accepted.ruleSet(), files).stream())
                .sorted(Finding.BY_PLACE)
                .toList();
        return findings.isEmpty() ? accepted : new RuleCheck.Refused(findings);
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
