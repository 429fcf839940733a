package dev.waymark.segment;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The files of the live rule set as they decide: a table shows the rules that it stands for. */
@Path("/api/rule-set/files")
@Tag(name = "Segments")
@RunOnVirtualThread
class RuleFileResource {

    private final RuleSets ruleSets;
    private final RuleSources sources;
    private final RuleCompiler compiler;

    RuleFileResource(RuleSets ruleSets, RuleSources sources, RuleCompiler compiler) {
        this.ruleSets = ruleSets;
        this.sources = sources;
        this.compiler = compiler;
    }

    /**
     * A file with what decides.
     *
     * @param ruleSet version of the live rule set
     * @param text as somebody wrote it
     * @param standsFor the rule files that a table is compiled as; none for a rule file
     */
    record RuleFileAnswer(String path, String ruleSet, String text, List<WrittenAnswer> standsFor) {}

    /** A rule file as Waymark wrote it from a table. */
    record WrittenAnswer(String path, String text) {}

    @GET
    @Path("{path: .+}")
    @Operation(summary = "A file of the live rule set, and the rules that a table stands for")
    public RuleFileAnswer show(String path) {
        var version = ruleSets.active().version();
        return sources.of(version).stream()
                .flatMap(List::stream)
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(file -> answer(version, file))
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "rule-file-unknown",
                        "Expected the path of a file that decides, such as rules/segments/engaged.drl, but the live rule"
                                + " set has none there. See /api/rule-set for the files of its segments.")));
    }

    private RuleFileAnswer answer(String version, DefinitionFile file) {
        var standsFor = compiler.written(file).stream()
                .map(written -> new WrittenAnswer(written.path(), written.text()))
                .toList();
        return new RuleFileAnswer(file.path(), version, file.text(), standsFor);
    }
}
