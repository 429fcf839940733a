package dev.waymark.journey.model;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a journey file is sound and links what it refers to; the one road to a {@link JourneyModel}, taken in
 * the build, at start, at reload and before publishing.
 *
 * <p>Thread-safe; touches no database and no engine.
 */
public final class JourneyLinker {

    private static final List<JourneyRule> RULES = Stream.of(
                    List.<JourneyRule>of(new PositiveList()),
                    RepetitionRules.ALL,
                    NameRules.ALL,
                    PropertyRules.ALL,
                    EntryRules.ALL,
                    ExitRules.ALL,
                    GoalRules.ALL,
                    WaitRules.ALL,
                    WaitUntilRules.ALL,
                    CatchRules.ALL,
                    TaskRules.ALL,
                    FlowRules.ALL,
                    PathRules.ALL,
                    ConditionRules.ALL)
            .flatMap(List::stream)
            .toList();

    private final JourneyXmlReader reader = new JourneyXmlReader();

    /** Checks one file against everything it may refer to. */
    public JourneyCheck check(DefinitionFile file, KnownKeys known) {
        return switch (reader.read(file)) {
            case XmlReading.Unreadable(var finding) -> new JourneyCheck.Refused(List.of(finding));
            case XmlReading.Read(var root) -> link(file, root, known);
        };
    }

    private static JourneyCheck link(DefinitionFile file, XmlElement root, KnownKeys known) {
        var process = Optional.of(root).filter(top -> top.is("definitions")).flatMap(top -> top.child("process"));
        if (process.isEmpty()) {
            return new JourneyCheck.Refused(List.of(Finding.inFile(
                    file.path(),
                    "Expected a BPMN file with one process, but there is none. Draw the journey in the modeler.")));
        }
        var draft = JourneyDraft.of(file, root, process.get());
        var findings = RULES.stream()
                .flatMap(rule -> rule.check(draft, known))
                .distinct()
                .sorted(Finding.BY_PLACE)
                .toList();
        return findings.isEmpty()
                ? new JourneyCheck.Accepted(ModelAssembly.of(draft))
                : new JourneyCheck.Refused(findings);
    }
}
