package dev.waymark.release;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.release.ReleaseChange.FileText;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be changed about a release's files, before any rule is read. */
class ReleaseChangeTest {

    private static final String ENGAGED = "rules/segments/engaged.drl";
    private static final int NUMBER = 7;

    private final RuleRelease active = active(Map.of(ENGAGED, "old", "rules/segments/lapsed.drl", "lapsed"));

    @Test
    void shouldAddReplaceAndDelete() {
        // when
        var files = applied(new ReleaseChange(
                "why",
                NUMBER,
                List.of(new FileText(ENGAGED, "new"), new FileText("rules/fixtures/engaged.yaml", "people")),
                List.of("rules/segments/lapsed.drl")));

        // then
        assertThat(files.stream().map(file -> file.path() + "=" + file.text()))
                .containsExactly("rules/fixtures/engaged.yaml=people", ENGAGED + "=new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../engaged.drl",
                "rules/segments/../../engaged.drl",
                "/rules/segments/engaged.drl",
                "rules\\segments\\engaged.drl",
                "rules/segments/Engaged.drl",
                "rules/segments/engaged.DRL",
                "rules/segments/deep/engaged.drl",
                "rules/segments/.drl",
                "rules/segments/engaged.drl\n",
                "rules/segments/engaged.drl.bak",
                "rules/tables/engaged.drl",
                "rules/replenishment.yaml",
                "bpmn/journeys/welcome.bpmn",
                "rules/segments/engagéd.drl",
                "",
            })
    void shouldRefuseAnyOtherPath(String path) {
        assertThat(findings(change(new FileText(path, "text")))).startsWith(path + ": Expected a path such as");
    }

    @Test
    void shouldSayEverythingThatIsWrongAtOnce() {
        // when
        var findings = findings(new ReleaseChange(
                "why",
                NUMBER,
                List.of(
                        new FileText(ENGAGED, "x".repeat(ReleaseChange.MAX_FILE_BYTES + 1)),
                        new FileText(ENGAGED, "again"),
                        new FileText("rules/segments/zero.drl", "a\0b"),
                        new FileText("rules/segments/half.drl", "a\ud83d")),
                List.of("rules/segments/nobody.drl", "rules/segments/zero.drl")));

        // then
        assertThat(findings).isEqualTo("""
                        rules/segments/engaged.drl: Expected at most 64 KB, but the file is larger. Make several files of it.
                        rules/segments/engaged.drl: Expected each file once, but this one comes twice. Send it once.
                        rules/segments/zero.drl: Expected text, but some of its characters cannot be stored. Delete them.
                        rules/segments/half.drl: Expected text, but some of its characters cannot be stored. Delete them.
                        rules/segments/nobody.drl: Expected a file of the active release to delete, but it has none by this path.
                        rules/segments/zero.drl: Expected each file once, but this one comes twice. Send it once.
                        rules/segments/zero.drl: Expected a file of the active release to delete, but it has none by this path.""");
    }

    @Test
    void shouldTakeAFileOfExactlyTheLimit() {
        assertThat(applied(change(new FileText(ENGAGED, "x".repeat(ReleaseChange.MAX_FILE_BYTES)))))
                .hasSize(2);
    }

    @Test
    void shouldHoldAThousandFilesAndNotOneMore() {
        // given two that are there
        var all = IntStream.range(0, ReleaseChange.MAX_FILES - 1)
                .mapToObj(i -> new FileText("rules/segments/s" + i + ".drl", "text"))
                .toList();

        // then
        assertThat(rejection(new ReleaseChange("why", NUMBER, all, List.of())).sentence())
                .contains("at most 1000 files", "there are 1001");
        assertThat(applied(new ReleaseChange("why", NUMBER, all.subList(1, all.size()), List.of())))
                .hasSize(ReleaseChange.MAX_FILES);
    }

    @Test
    void shouldRefuseAChangeOfAnotherReleaseThanTheActiveOne() {
        // when
        var rejection = rejection(new ReleaseChange("why", NUMBER - 1, List.of(new FileText(ENGAGED, "x")), List.of()));

        // then
        assertThat(rejection.code()).isEqualTo("release-outdated");
        assertThat(rejection.sentence())
                .isEqualTo(
                        "Expected a change of the active release, 7, but it is one of 6. Look at release 7 and hand the change in again.");
    }

    @Test
    void shouldRefuseWhatChangesNothing() {
        assertThat(rejection(change(new FileText(ENGAGED, "old"))).sentence())
                .isEqualTo("Expected a change, but the files are those of the active release.");
    }

    private static ReleaseChange change(FileText file) {
        return new ReleaseChange("why", NUMBER, List.of(file), List.of());
    }

    private List<DefinitionFile> applied(ReleaseChange change) {
        return change.applyTo(active).orProblem();
    }

    private Rejection rejection(ReleaseChange change) {
        return switch (change.applyTo(active)) {
            case Outcome.Refused<List<DefinitionFile>>(var rejection) -> rejection;
            case Outcome.Done<List<DefinitionFile>>(var files) ->
                throw new AssertionError("Expected a refusal, but it was applied: " + files.size() + " files");
        };
    }

    private String findings(ReleaseChange change) {
        return rejection(change).findings().stream().map(Finding::asText).collect(joining("\n"));
    }

    private static RuleRelease active(Map<String, String> files) {
        var release = new RuleRelease();
        release.number = NUMBER;
        release.files = new HashMap<>(files);
        release.hash = Releases.hash(release.definitionFiles());
        return release;
    }
}
