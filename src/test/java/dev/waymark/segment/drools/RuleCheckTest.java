package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static dev.waymark.segment.drools.RuleTexts.aCase;
import static dev.waymark.segment.drools.RuleTexts.aCompiler;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.drools.RuleTexts.TitledText;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check of rule files accepts, and the words in which it refuses. */
class RuleCheckTest {

    private static final String RULE = """
            rule "%s"
                @segment("%s") @title("Some people") @owner("growth")
            when
                Profile( %s )
            then
                segment.add("signed up");
            end
            """;

    static List<DefinitionFile> invalidFiles() {
        return RuleTexts.invalidFiles();
    }

    static List<TitledText> acceptedTexts() {
        return RuleTexts.titledTexts("valid/rules/accepted.txt");
    }

    @ParameterizedTest
    @MethodSource("invalidFiles")
    void shouldReportExactlyTheExpectedFindings(DefinitionFile file) {
        // given an invalid file
        // when
        var findings = findingsOf(file);

        // then
        assertThat(findings).isEqualTo(RuleTexts.findingsExpectedOf(file));
    }

    @ParameterizedTest
    @MethodSource("acceptedTexts")
    void shouldAcceptWhatIsWithinTheGrammar(TitledText text) {
        // given
        var ruleSet = accepted(List.of(aCase(text.text())));

        // when / then
        assertThatCode(() -> ruleSet.evaluate(aProfile().atNoon())).doesNotThrowAnyException();
    }

    @Test
    void shouldReportTheFindingsOfAllFilesInReadingOrder() {
        // given
        var second = aRuleFile("b", RULE.formatted("Second", "b", "didd(\"A\")"));
        var first = aRuleFile("a", RULE.formatted("First", "a", "times(\"A\")"));

        // when
        var findings = findingsOf(second, first);

        // then
        assertThat(findings.lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("rules/segments/a.drl:4:14: Expected a question answered"),
                        line -> assertThat(line).startsWith("rules/segments/b.drl:4:14: Expected a question to"));
    }

    @Test
    void shouldRefuseTwoFilesForOneSegment() {
        // given
        var one = aRuleFile("same", RULE.formatted("First", "same", ""));
        var other = aRuleFile("team/same", RULE.formatted("Second", "same", ""));

        // when / then
        assertThat(findingsOf(one, other))
                .isEqualTo("rules/segments/team/same.drl: Expected one file by the name \"same\", but there is "
                        + "rules/segments/same.drl too. Join them or rename one.");
    }

    @Test
    void shouldRefuseOneRuleNameInTwoFiles() {
        // given
        var one = aRuleFile("one", RULE.formatted("Same", "one", ""));
        var other = aRuleFile("other", RULE.formatted("Same", "other", ""));

        // when / then
        assertThat(findingsOf(one, other))
                .isEqualTo("rules/segments/other.drl:1:6: Expected a rule name used once, but the text \"Same\" is "
                        + "used before in rules/segments/one.drl, line 1. Give each rule its own name.");
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() {
        // given
        var large = aRuleFile("large", "//" + "x".repeat(64 * 1024));

        // when / then
        assertThat(findingsOf(large)).contains("Expected at most 64 KB in a rule file, but this one has 65538 bytes.");
    }

    @Test
    void shouldRefuseBytesThatAreNoUtf8() {
        // given
        var latin = new DefinitionFile("rules/segments/a.drl", "// caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        // when / then
        assertThat(findingsOf(latin)).contains("Expected a rule file in UTF-8, but some bytes are not.");
    }

    @Test
    void shouldRefuseMoreQuestionsThanARuleMayAsk() {
        // given
        var questions = String.join(" && ", Collections.nCopies(3000, "did(\"A\")"));

        // when / then
        assertThat(findingsOf(aRuleFile("long", RULE.formatted("Long", "long", questions))))
                .contains("Expected at most 50 questions in a rule, but there are more.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\r\n", "\t"})
    void shouldAcceptWhatEditorsOnOtherMachinesWrite(String mark) {
        // given
        var text = mark + RULE.formatted("First", "a", "").replace("\n", mark.equals("\r\n") ? mark : "\n");

        // when / then
        assertThat(findingsOf(aRuleFile("a", text))).isEmpty();
    }

    @Test
    void shouldAcceptNoFilesAtAll() {
        // given / when
        var ruleSet = accepted(List.of());

        // then
        assertThat(ruleSet.segments()).isEmpty();
        assertThat(ruleSet.evaluate(aProfile().atNoon())).isEmpty();
    }

    @Test
    void shouldCompileInAThreadThatCannotSeeDrools() throws Exception {
        // given
        var file = aRuleFile("a", RULE.formatted("First", "a", ""));
        var thread = new Thread(() -> accepted(List.of(file)));
        var failures = new AtomicReference<Throwable>();
        thread.setUncaughtExceptionHandler((dead, failure) -> failures.set(failure));
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());

        // when
        thread.start();
        thread.join();

        // then
        assertThat(failures.get()).isNull();
    }

    private static String findingsOf(DefinitionFile... files) {
        return switch (aCompiler().check(Arrays.asList(files))) {
            case RuleCheck.Accepted accepted -> "";
            case RuleCheck.Refused(var findings) -> Finding.asText(findings);
        };
    }
}
