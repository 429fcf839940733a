package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static dev.waymark.segment.drools.RuleTexts.aCompiler;
import static dev.waymark.segment.drools.RuleTexts.aFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.segment.Decision;
import dev.waymark.segment.Proposal;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.Signal;
import dev.waymark.segment.SignalDefinition;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows when a rule holds: each folder has one consequence of its own. */
class ConsequenceTest {

    private static final DefinitionFile SEGMENT = aFile("rules/segments/buyers.drl", """
            rule "Who bought is a buyer"
                @segment("buyers") @title("Buyers") @owner("growth") @group("stage") @description("Bought once.")
            when Profile( did("Bought") ) then segment.add("bought"); end
            """);

    private static final DefinitionFile SIGNAL = aFile("rules/signals/back.drl", """
            rule "Who buys a lot is back"
                @signal("back") @title("Back again") @owner("growth") @description("Bought again.")
            when Profile( times("Bought") >= 3 ) then signal.raise("Came Back", "bought three times"); end
            rule "Who visits after a purchase is back" @signal("back")
            when Profile( didAfter("Visited", "Bought"), did("Bought") ) then signal.raise("Came Back", "visited"); end
            """);

    private static final DefinitionFile POLICY = aFile("rules/policies/care.drl", """
            rule "Who bought is thanked" @policy("care") @title("Care") @owner("growth")
            when Profile( did("Bought") ) then action.propose("thank", 10, "bought"); end
            rule "Who bought a lot is thanked more" @policy("care")
            when Profile( times("Bought") >= 3 ) then action.propose("thank", 90, "bought a lot"); end
            rule "Who visited is greeted" @policy("care")
            when Profile( did("Visited") ) then action.propose("greet", 50, "visited"); end
            """);

    @Test
    void shouldTellKindsApart() {
        // given
        var rules = accepted(List.of(POLICY, SEGMENT, SIGNAL));

        // when / then
        assertThat(rules.segments())
                .containsExactly(new SegmentDefinition(
                        "buyers", "Buyers", "growth", "rules/segments/buyers.drl", "Bought once.", "stage"));
        assertThat(rules.signals())
                .containsExactly(new SignalDefinition(
                        "back", "Back again", "growth", "rules/signals/back.drl", "Bought again.", "Came Back"));
        assertThat(rules.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.key()).isEqualTo("care");
            assertThat(policy.description()).isEmpty();
        });
    }

    @Test
    void shouldSayWhichSignalIsOnByTheFirstRuleOfItsFile() {
        // given
        var rules = accepted(List.of(POLICY, SEGMENT, SIGNAL));
        var facts = aProfile()
                .who("Bought", 3, FactsFixtures.NOON.minusSeconds(60), FactsFixtures.NOON.minusSeconds(60))
                .who("Visited", Duration.ofSeconds(30))
                .atNoon();

        // when / then
        assertThat(rules.evaluate(facts)).extracting(Decision::segment).containsExactly("buyers");
        assertThat(rules.signalsOf(facts)).singleElement().satisfies(signal -> {
            assertThat(signal.signal()).isEqualTo("back");
            assertThat(signal.event()).isEqualTo("Came Back");
            assertThat(signal.rule()).isEqualTo("Who buys a lot is back");
            assertThat(signal.reason()).isEqualTo("bought three times");
            assertThat(signal.facts()).containsKey("events");
        });
        assertThat(rules.signalsOf(aProfile()
                        .who("Bought", Duration.ofSeconds(60))
                        .who("Visited", Duration.ofSeconds(30))
                        .atNoon()))
                .extracting(Signal::reason)
                .containsExactly("visited");
        assertThat(rules.signalsOf(aProfile().atNoon())).isEmpty();
    }

    @Test
    void shouldProposeTheBestFirstAndEachActionOnce() {
        // given
        var rules = accepted(List.of(POLICY, SEGMENT));
        var often = aProfile().who("Bought", 3, FactsFixtures.NOON, FactsFixtures.NOON);

        // when / then
        assertThat(rules.propose(often.who("Visited", Duration.ZERO).atNoon()))
                .extracting(Proposal::action, Proposal::score, Proposal::rule, Proposal::reason)
                .containsExactly(
                        tuple("thank", 90, "Who bought a lot is thanked more", "bought a lot"),
                        tuple("greet", 50, "Who visited is greeted", "visited"));
        assertThat(rules.propose(aProfile().atNoon())).isEmpty();
    }

    @Test
    void shouldReadForPoliciesOnlyWhenTheyAreAsked() {
        // given / when
        var rules = accepted(List.of(POLICY, SEGMENT));

        // then
        assertThat(rules.asked().eventNames()).isEqualTo(Set.of("Bought"));
        assertThat(rules.askedToPropose().eventNames()).isEqualTo(Set.of("Bought", "Visited"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            segments | segment | signal.raise("A", "why"); | 4:5: Expected `segment`, but found `signal`. After `then` a rule of this folder says segment.add("reason")
            segments | segment | action.propose("a", 5, "why"); | 4:5: Expected `segment`, but found `action`.
            signals | signal | segment.add("why"); | 4:5: Expected `signal`, but found `segment`. After `then` a rule of this folder says signal.raise("Event Name", "reason")
            signals | signal | signal.raise("why"); | 4:23: Expected `,`, but found `)`.
            signals | signal | signal.raise(" A", "why"); | 4:18: Expected the event's name in double quotes, but found the text " A".
            signals | signal | signal.raise("Order Completed", "why"); | 4:18: Expected an event that only this rule raises, but the text "Order Completed" changes orders or interests.
            signals | signal | signal.raise("Product Viewed", "why"); | 4:18: Expected an event that only this rule raises
            signals | signal | signal.raise("A", ""); | 4:23: Expected a reason of 1 to 200 characters
            policies | policy | segment.add("why"); | 4:5: Expected `action`, but found `segment`.
            policies | policy | action.propose("Not Kebab", 5, "why"); | 4:20: Expected an action's key such as "call-back"
            policies | policy | action.propose("a", 0, "why"); | 4:25: Expected a score from 1 to 100, but found `0`.
            policies | policy | action.propose("a", 101, "why"); | 4:25: Expected a score from 1 to 100, but found `101`.
            policies | policy | action.propose("a", 5.5, "why"); | 4:25: Expected a score from 1 to 100, but found `5.5`.
            policies | policy | action.propose("a", "5", "why"); | 4:25: Expected a score from 1 to 100, but found the text "5".
            policies | policy | action.propose("a", 5 + 5, "why"); | 4:27: Expected `,`, but found `+`.
            policies | signal | action.propose("a", 5, "why"); | 2:6: Expected one of @policy, @title, @owner, @description, @review, but found `@signal`.
            policies | policy | action.propose("a", 5, "why"); segment.add("x"); | 4:36: Expected `end`, but found `segment`. After `then` a rule may only say action.propose("key", 50, "reason"); once.
            other | segment | segment.add("why"); | Expected a rule file in rules/segments, rules/signals or rules/policies, but it is in none of them.
            """)
    void shouldRefuseWhatTheFolderDoesNotAllow(String folder, String word, String then, String finding) {
        // given
        var text = """
                rule "A rule"
                    @%s("some") @title("Some") @owner("growth")
                when Profile() then
                    %s
                end
                """.formatted(word, then);

        // when / then
        assertThat(findingsOf(aFile("rules/" + folder + "/some.drl", text))).contains(finding);
    }

    @Test
    void shouldRefuseAGroupOfASignal() {
        var text = SIGNAL.text().replace("@owner", "@group(\"a\") @owner");

        assertThat(findingsOf(aFile("rules/signals/back.drl", text)))
                .startsWith(
                        "rules/signals/back.drl:2:43: Expected one of @signal, @title, @owner, @description, @review,");
    }

    @Test
    void shouldRefuseAGroupThatIsNoKeyOrComesLate() {
        var text = SEGMENT.text();

        assertThat(findingsOf(aFile("rules/segments/buyers.drl", text.replace("\"stage\"", "\"Life Stage\""))))
                .contains("Expected @group with a key such as \"rfm\", but found the text \"Life Stage\".");
        assertThat(findingsOf(aFile(
                        "rules/segments/buyers.drl",
                        text + "rule \"Another\" @segment(\"buyers\") @group(\"other\") when Profile()"
                                + " then segment.add(\"x\"); end")))
                .contains("Expected the @group of the first rule, \"stage\", but found the text \"other\".");
    }

    @Test
    void shouldRefuseTwoEventsInOneSignal() {
        var text = SIGNAL.text().replace("\"Came Back\", \"visited\"", "\"Visited Again\", \"visited\"");

        assertThat(findingsOf(aFile("rules/signals/back.drl", text)))
                .isEqualTo(
                        "rules/signals/back.drl:5:80: Expected the event of the first rule, \"Came Back\", but found the"
                                + " text \"Visited Again\". Write another file for another event.");
    }

    @Test
    void shouldRefuseSignalsThatCouldKeepEachOtherGoing() {
        // given
        var other = aFile("rules/signals/ping.drl", """
                rule "Who came back is pinged"
                    @signal("ping") @title("Ping") @owner("growth")
                when Profile( did("Came Back") ) then signal.raise("Ping", "came back"); end
                """);

        // when / then
        assertThat(findingsOf(SIGNAL, other))
                .isEqualTo("rules/signals/ping.drl:1:6: Expected a signal to look at what people do, but it looks at"
                        + " \"Came Back\", which rules/signals/back.drl raises. Ask for what that signal asks for.");
        assertThat(findingsOf(SIGNAL, aFile("rules/segments/pinged.drl", """
                rule "Who came back is meant"
                    @segment("pinged") @title("Ping") @owner("growth")
                when Profile( did("Came Back") ) then segment.add("came back"); end
                """))).isEmpty();
    }

    @Test
    void shouldRefuseOneKeyForASegmentAndASignal() {
        var same = SIGNAL.text().replace("\"back\"", "\"buyers\"");

        assertThat(findingsOf(SEGMENT, aFile("rules/signals/buyers.drl", same)))
                .contains("Expected one file by the name \"buyers\", but there is rules/segments/buyers.drl too.");
    }

    private static String findingsOf(DefinitionFile... files) {
        return switch (aCompiler().check(Arrays.asList(files))) {
            case RuleCheck.Accepted accepted -> "";
            case RuleCheck.Refused(var findings) -> Finding.asText(findings);
        };
    }
}
