package dev.waymark.segment.drools;

import dev.waymark.segment.fact.Profile;
import dev.waymark.support.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderError;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.io.ResourceFactory;

/**
 * Compiles one checked file with Drools' classic builder, which names file and line in its messages.
 *
 * <p>The builder is used without a KIE repository: nothing global knows the result, so a replaced rule set is garbage
 * like any other object.
 */
final class DroolsBuild {

    private final KnowledgeBuilder builder = KnowledgeBuilderFactory.newKnowledgeBuilder(
            KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(Profile.class.getClassLoader()));
    private final CheckedFile file;
    private final int firstNumber;
    private final List<Finding> findings = new ArrayList<>();

    /** @param firstNumber of its rules in the rule set, which also tells its package from others */
    DroolsBuild(CheckedFile file, int firstNumber) {
        this.file = file;
        this.firstNumber = firstNumber;
        var drl = DrlPrinter.print("waymark.rules.from" + firstNumber, firstNumber, file.rules());
        ParsedFormCheck.of(drl, file.rules().size()).ifPresentOrElse(this::refuse, () -> compile(drl));
    }

    List<Finding> findings() {
        return findings;
    }

    CompiledFile compiled() {
        return CompiledFile.of(file, firstNumber, builder.getKnowledgePackages());
    }

    private void compile(String drl) {
        try {
            builder.add(ResourceFactory.newByteArrayResource(drl.getBytes(StandardCharsets.UTF_8)), ResourceType.DRL);
        } catch (Exception | LinkageError | StackOverflowError e) {
            refuse("Drools cannot compile it: " + e);
        }
        builder.getErrors().stream().map(this::finding).forEach(findings::add);
    }

    private void refuse(String but) {
        findings.add(Finding.inFile(file.about().file(), sentence(but)));
    }

    private Finding finding(KnowledgeBuilderError error) {
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
