package dev.waymark.segment.drools;

import dev.waymark.segment.fact.Profile;
import dev.waymark.support.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderError;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;

/**
 * Compiles checked files with Drools' classic builder, which names file and line in its messages.
 *
 * <p>The builder is used without a KIE repository: nothing global knows the result, so a replaced rule set is garbage
 * like any other object.
 */
final class DroolsBuild {

    private final KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder(
            KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(Profile.class.getClassLoader()));
    private final List<Finding> findings = new ArrayList<>();
    private int rules;

    /** Adds the files; the rules are numbered through in their order. */
    DroolsBuild(List<CheckedFile> files) {
        for (int i = 0; i < files.size(); i++) {
            add("waymark.rules.file" + i, files.get(i));
        }
    }

    List<Finding> findings() {
        return findings;
    }

    KieBase knowledge() {
        return builder.newKieBase();
    }

    private void add(String packageName, CheckedFile file) {
        var drl = DrlPrinter.print(packageName, rules, file.rules());
        rules += file.rules().size();
        var different = ParsedFormCheck.of(drl, file.rules().size());
        if (different.isPresent()) {
            refuse(file, different.get());
        } else {
            compile(drl, file);
        }
    }

    private void compile(String drl, CheckedFile file) {
        var before = builder.getErrors().size();
        try {
            builder.add(ResourceFactory.newByteArrayResource(drl.getBytes(StandardCharsets.UTF_8)), ResourceType.DRL);
        } catch (Exception | LinkageError | StackOverflowError e) {
            refuse(file, "Drools cannot compile it: " + e);
        }
        builder.getErrors().stream()
                .skip(before)
                .map(error -> finding(error, file))
                .forEach(findings::add);
    }

    private void refuse(CheckedFile file, String but) {
        findings.add(Finding.inFile(file.about().file(), sentence(but)));
    }

    private static Finding finding(KnowledgeBuilderError error, CheckedFile file) {
        var line = error.getLines().length == 0 ? 0 : Math.max(0, error.getLines()[0]);
        return Finding.atLine(
                file.about().file(),
                line,
                0,
                sentence("Drools says: " + error.getMessage().strip()));
    }

    private static String sentence(String but) {
        return "Expected rules that compile, but " + but.lines().findFirst().orElse("") + ". Simplify the rule.";
    }
}
