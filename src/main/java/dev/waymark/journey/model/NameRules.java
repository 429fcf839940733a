package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** File, key and process id name the same journey, and every id names one element. */
final class NameRules {

    static final List<JourneyRule> ALL = List.of(
            NameRules::fileNameIsAKey,
            NameRules::fileHoldsOneProcess,
            NameRules::processIdFollowsFromKey,
            NameRules::processIsExecutable,
            NameRules::processHasATitle,
            NameRules::idsAreGiven,
            NameRules::idsAreUnique,
            NameRules::idsAreNotOurs);

    private static final String KEY = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private NameRules() {}

    private static Stream<Finding> fileNameIsAKey(JourneyDraft journey, KnownKeys known) {
        return journey.file().key().matches(KEY)
                ? Stream.empty()
                : Stream.of(Finding.inFile(
                        journey.file().path(),
                        "Expected a file name of lower-case words joined by hyphens, for example welcome.bpmn, "
                                + "but it has other characters. Rename the file."));
    }

    private static Stream<Finding> fileHoldsOneProcess(JourneyDraft journey, KnownKeys known) {
        return journey.definitions()
                .children("process")
                .skip(1)
                .map(process -> journey.finding(
                        process,
                        "Expected one process in a journey file, but here is another. Move it to its own file."));
    }

    private static Stream<Finding> processIdFollowsFromKey(JourneyDraft journey, KnownKeys known) {
        var expected = processId(journey.file().key());
        var actual = journey.process().id();
        return actual.equals(expected)
                ? Stream.empty()
                : Stream.of(journey.finding(
                        journey.process(),
                        "Expected the process id " + expected + ", as the file is named "
                                + journey.file().key() + ".bpmn, but it is " + actual + ". Rename one of them."));
    }

    private static Stream<Finding> processIsExecutable(JourneyDraft journey, KnownKeys known) {
        return journey.process().attribute("isExecutable").equals("true")
                ? Stream.empty()
                : Stream.of(journey.finding(
                        journey.process(),
                        "Expected an executable process, but isExecutable is not true. Tick Executable in the"
                                + " modeler."));
    }

    private static Stream<Finding> processHasATitle(JourneyDraft journey, KnownKeys known) {
        return journey.process().attribute("name").isBlank()
                ? Stream.of(journey.finding(
                        journey.process(),
                        "Expected a name that people see, but the process has none. Give it one in the modeler."))
                : Stream.empty();
    }

    private static Stream<Finding> idsAreGiven(JourneyDraft journey, KnownKeys known) {
        return journey.process()
                .andDescendants()
                .filter(element -> Bpmn.STEPS.stream().anyMatch(element::is) || element.is(Bpmn.FLOW))
                .filter(element -> element.id().isBlank())
                .map(element -> journey.finding(
                        element,
                        "Expected an id, but this " + Bpmn.inWords(element.name()) + " has none. Give it one."));
    }

    private static Stream<Finding> idsAreUnique(JourneyDraft journey, KnownKeys known) {
        var seen = new HashSet<String>();
        return journey.definitions()
                .andDescendants()
                .filter(element -> !element.id().isEmpty() && !seen.add(element.id()))
                .map(element -> journey.finding(
                        element, "Expected each id once, but this one is used before. Rename one of the two."));
    }

    /** People who are moved to another version begin at elements of our own. */
    private static Stream<Finding> idsAreNotOurs(JourneyDraft journey, KnownKeys known) {
        return journey.definitions()
                .andDescendants()
                .filter(element -> ResumingEdition.isOurs(element.id()))
                .map(element -> journey.finding(
                        element,
                        "Expected an id that does not begin with " + ResumingEdition.OURS
                                + ", which Waymark keeps for itself, but this one does. Rename it."));
    }

    /** {@code win-back} -> {@code WinBackJourney}. */
    private static String processId(String key) {
        return Arrays.stream(key.split("-"))
                .filter(word -> !word.isEmpty())
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining("", "", "Journey"));
    }
}
