package dev.waymark.segment;

import static dev.waymark.segment.drools.RuleTexts.aFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of fixtures that do not hold, or cannot be read. */
class RuleFixturesTest {

    private static final RuleSet RULES = accepted(List.of(aFile("rules/segments/fresh.drl", """
            rule "Who signed up lately is fresh"
                @segment("fresh") @title("Fresh") @owner("growth")
            when Profile( didWithinHours("Signed Up", 24) ) then segment.add("signed up lately"); end
            """)));

    private static final String HEAD = "now: 2027-03-01T12:00:00Z\ncases:\n";

    @Test
    void shouldNameEachCaseThatTheRulesDecideOtherwise() {
        // given
        var fixture = aFixture(HEAD + """
                  - name: signed up a day ago
                    kind: boundary
                    events: { Signed Up: 24 hours ago }
                    reason: signed up lately
                  - name: signed up two days ago
                    kind: in
                    events: { Signed Up: 2 days ago }
                    reason: signed up lately
                  - name: signed up just now
                    kind: out
                    events: { Signed Up: now }
                  - name: signed up for another reason
                    kind: in
                    events: { Signed Up: 1 second ago }
                    reason: another
                """);

        // when / then
        assertThat(findingsOf(fixture)).isEqualTo("""
                rules/fixtures/fresh.yaml:7: Expected "signed up lately" to be said of who "signed up two days ago", \
                but no rule holds. Correct the rule or the fixture.
                rules/fixtures/fresh.yaml:11: Expected no rule to hold for who "signed up just now", \
                but the rules say "signed up lately". Correct the rule or the fixture.
                rules/fixtures/fresh.yaml:14: Expected "another" to be said of who "signed up for another reason", \
                but the rules say "signed up lately". Correct the rule or the fixture.""");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            kind: in, reason: why                         | 3: Expected a name in words for each case, but there is none.
            name: a, kind: maybe                          | 3: Expected a kind: in, out or boundary, but found maybe.
            name: a, kind: in                             | 3: Expected the reason for who is in, but there is none.
            name: a, kind: out, reason: why               | 3: Expected no reason for who is out, but there is one.
            name: a, kind: out, evnts: { A: now }         | 3: Expected a case as the guide describes it, but evnts is not.
            name: a, kind: out, orders: { count: many }   | 3: Expected a case as the guide describes it, but orders.count is not.
            name: a, kind: out, orders: { count: 1 }      | 3: Expected a case as the guide describes it, but orders.lastDaysAgo is not.
            name: a, kind: out, interests: { tv: 2.5 }    | 3: Expected a case as the guide describes it, but interests.tv is not.
            name: a, kind: out, rfm: { r: 6, f: 1, m: 1 } | 3: Expected score from 1 to 5, but found 6.
            name: a, kind: out, rfm: { r: 5, f: 1, m: 1 }, orders: { count: 1, lastDaysAgo: 1 } | 3: Expected orders or rfm, but there are both.
            name: a, kind: out, orders: { count: 1, lastDaysAgo: -2147483648 } | 3: Expected lastDaysAgo from 0 to 36500, but found -2147483648.
            name: a, kind: out, interests: { tv: -1 }     | 3: Expected interest from 0 to 1000000, but found -1.
            name: a, kind: out, supplies: { a: { daysLeft: 99999 } } | 3: Expected daysLeft from -36500 to 36500, but found 99999.
            name: a, kind: out, supplies: { a: { daysLeft: 9, confidence: sure } } | 3: Expected a confidence: own, category or default, but found sure.
            name: a, kind: out, events: { A: +1000000000-12-31T23:59:59Z } | 3: Expected a moment such as
            name: a, kind: out, events: { A: yesterday }  | 3: Expected a moment such as 2027-03-01T12:00:00Z, now, 3 days ago or in 1 second, but found yesterday.
            name: a, kind: out, events: { A: { at: now } } | 3: Expected count, firstAt, lastAt, value or properties of an event, but found at.
            name: a, kind: out, events: { A: { count: 2 } } | 3: Expected lastAt of an event, but there is none.
            name: a, kind: out, consents: { a: { email: perhaps } } | 3: Expected a consent to be given or withdrawn, but found perhaps.
            """)
    void shouldNameACaseThatCannotBeRead(String fields, String finding) {
        // given a good case after it, which must not be hidden
        var fixture =
                aFixture(HEAD + "  - { " + fields + " }\n  - { name: b, kind: out, events: { Signed Up: now } }\n");

        // when / then
        assertThat(findingsOf(fixture).lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("rules/fixtures/fresh.yaml:" + finding),
                        line -> assertThat(line).startsWith("rules/fixtures/fresh.yaml:4: Expected no rule to hold"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', nullValues = "-", textBlock = """
            now: soon            | :1: Expected a moment such as 2027-03-01T12:00:00Z, now, 3 days ago or in 1 second, but found soon.
            cases: 5             | Expected a list of cases, but found something else.
            then: 5              | Expected now and cases, but found then.
            now: 2027-03-01T12:00:00Z | Expected now, and at least one of cases, but one is missing.
            - a list             | Expected now and cases, but found something else.
            now: {               | Expected a moment such as
            cases: [{            | Expected fixtures in YAML, but
            ~~                   | Expected now and cases, but found something else.
            """)
    void shouldSayWhatIsWrongWithAFile(String text, String finding) {
        assertThat(findingsOf(aFixture(text + "\n"))).contains(finding);
    }

    @Test
    void shouldRefuseFixturesOfNoRuleFile() {
        assertThat(findingsOf(aFile("rules/fixtures/gone.yaml", HEAD + "  - { name: a, kind: out }\n")))
                .isEqualTo("rules/fixtures/gone.yaml: Expected fixtures of a rule file, but there is none by the name"
                        + " \"gone\". Rename or delete them.");
    }

    @Test
    void shouldTellWhichRuleFilesHaveTooFew() {
        // given
        var one = aFixture(HEAD + "  - { name: a, kind: out }\n");

        // when / then
        assertThat(Finding.asText(new RuleFixtures().missing(RULES, List.of(one))))
                .startsWith("rules/fixtures/fresh.yaml: Expected somebody who is in, somebody who is out");
        assertThat(new RuleFixtures().check(RULES, List.of())).isEmpty();
    }

    private static DefinitionFile aFixture(String text) {
        return aFile("rules/fixtures/fresh.yaml", text);
    }

    private static String findingsOf(DefinitionFile file) {
        return Finding.asText(new RuleFixtures().check(RULES, List.of(file)));
    }
}
