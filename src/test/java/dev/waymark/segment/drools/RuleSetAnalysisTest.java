package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.waymark.segment.KnownNames;
import dev.waymark.segment.RuleSetAnalysis.Kind;
import dev.waymark.segment.RuleSetAnalysis.Remark;
import dev.waymark.support.DefinitionFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in rule sets of which each rule is in order. */
class RuleSetAnalysisTest {

    private static final KnownNames EVERYTHING = known(name -> true);

    @Test
    void shouldProveThatAGroupHasEverybodyOnce() {
        // given
        var segments = List.of("Rfm( r >= 4 )", "Rfm( r >= 1, r < 4, f >= 3 )", "Rfm( r < 4, f < 3 )");

        // when / then
        assertThat(analyse(segments)).isEmpty();
    }

    @Test
    void shouldShowSomebodyWhoIsInTwoSegmentsOfAGroup() {
        // when
        var remarks = analyse(List.of("Rfm( r >= 3 )", "Rfm( r <= 3 )"));

        // then
        assertThat(remarks).singleElement().satisfies(remark -> {
            assertThat(remark.kind()).isEqualTo(Kind.OVERLAP);
            assertThat(remark.file()).isEqualTo("rules/segments/s1.drl");
            assertThat(remark.line()).isEqualTo(1);
            assertThat(remark.sentence()).contains("\"s0\" and in \"s1\" (1 combinations");
            assertThat(remark.example()).isEqualTo(Map.of("Rfm.r", 3.0));
        });
    }

    @Test
    void shouldShowSomebodyWhoIsInNoSegmentOfAGroup() {
        // when
        var remarks = analyse(List.of("Rfm( r >= 4 )", "Rfm( r > 0, r < 3 )"));

        // then those without orders are told apart
        assertThat(remarks).extracting(Remark::kind).containsExactly(Kind.GAP, Kind.GAP);
        assertThat(remarks).extracting(Remark::example).containsExactly(Map.of("Rfm.r", 3.0), Map.of("Rfm.r", 0.0));
        assertThat(remarks.getLast().sentence()).contains("who never did anything");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Orders( count == 0 )                        ; Rfm( r > 0 )
            Orders( count < 3 )                         ; Rfm( f >= 3 )
            Rfm( r == 0 )                              ; Orders( daysSinceLast != 5 ) and Rfm( m > 0 ) or Orders( daysSinceLast == 5 )
            Profile( !did("A") )                       ; Profile( times("A") > 0 )
            Profile( did("A"), !didWithinDays("A", 2) ) or Profile( !did("A") ) ; Profile( didWithinHours("A", 48) )
            Profile( timesWithinDays("A", 7) < 1 )     ; Profile( times("A") >= 1, timesWithinDays("A", 7) >= 1 )
            Profile( !hasTrait("a") )                  ; Profile( hasTrait("a") || traitText("a") == "b" )
            Profile( traitNumber("a") == 1 )           ; Profile( traitNumber("a") != 1 )
            Supply( confidence("b") == "" )            ; Supply( daysUntilRunsOut("b") <= 3 || daysUntilRunsOut("b") > 3 )
            Now( isBefore("2027-01-01") )              ; Now( isFrom("2027-01-01T00:00:00Z") )
            """)
    void shouldKnowWhatFollowsFromOtherAnswers(String one, String other) {
        assertThat(analyse(List.of(one, other))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Profile( times(\"A\") > 3, times(\"A\") < 4 )",
                "Profile( times(\"A\") < 0 )",
                "Rfm( r == 6 )",
                "Orders( count == 0 ) Rfm( r >= 1 )",
                "Orders( count == 2 ) Rfm( f == 3 )",
                "Profile( traitText(\"a\") == \"b\", traitText(\"a\") == \"c\" )",
                "Interest( favourite == \"TV\" )",
                "Profile( did(\"A\") ) not Profile( times(\"A\") >= 1 )",
                "Profile( didWithinDays(\"A\", 1), !didWithinDays(\"A\", 2) )",
                "Profile( didAfter(\"A\", \"B\"), !did(\"A\") )",
                "Now( isFrom(\"2027-02-01\"), isBefore(\"2027-01-01\") )",
                "Profile( monthsSinceTrait(\"a\") >= 12, yearsSinceTrait(\"a\") < 0 )",
                "Interest( in(\"tv\") < 0 )",
                "not Profile()"
            })
    void shouldFindARuleThatNobodyCanFulfil(String condition) {
        assertThat(analyse(EVERYTHING, condition))
                .singleElement()
                .satisfies(remark -> assertThat(remark.kind()).isEqualTo(Kind.NEVER_HOLDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Profile( traitNumber(\"a\") > 3, traitNumber(\"a\") < 4 )",
                "Interest( in(\"tv\") > 0, in(\"tv\") < 0.5 )",
                "Rfm( r > f, f > m )",
                "Orders( count == 4 ) Rfm( f == 3, r == 1 )",
                "Profile( daysUntilTrait(\"a\") <= 7 )",
                "Profile( monthsSinceTrait(\"a\") >= 12, yearsSinceTrait(\"a\") < 2 )",
                "Profile( daysSinceTrait(\"a\") == 400, monthsSinceTrait(\"a\") == 13, yearsSinceTrait(\"a\") == 1 )",
                "Profile( didWithinDays(\"A\", 2), !didWithinDays(\"A\", 1) )",
                "Supply( runsOutWithinDays(\"b\", 5), !runsOutWithinDays(\"B\", 2), daysUntilRunsOut(\"b\") == 4 )",
                "Profile( traitText(\"a\") != \"\" , !traitFlag(\"a\") )",
                "Profile()"
            })
    void shouldLetARuleBeThatSomebodyCanFulfil(String condition) {
        assertThat(analyse(EVERYTHING, condition)).isEmpty();
    }

    @Test
    void shouldFindARuleBehindAnotherOfItsFile() {
        // when
        var remarks = analyse(
                EVERYTHING, "Profile( times(\"A\") >= 3 )", "Profile( times(\"A\") >= 5 )", "Profile( did(\"B\") )");

        // then
        assertThat(remarks).singleElement().satisfies(remark -> {
            assertThat(remark.kind()).isEqualTo(Kind.SHADOWED);
            assertThat(remark.line()).isEqualTo(4);
            assertThat(remark.sentence()).contains("Rule 1 of s0");
            assertThat(remark.example()).isEqualTo(Map.of("Profile.times(\"A\")", 5.0));
        });
    }

    @Test
    void shouldFindNothingWrongWithTheShippedRulesButWhoBelongsNowhere() {
        // when
        var remarks = RuleTexts.shippedRules().analyse(EVERYTHING).remarks();

        // then twelve RFM segments are disjoint, and those with orders are all in one
        assertThat(remarks).extracting(Remark::kind).containsOnly(Kind.GAP);
        assertThat(remarks)
                .filteredOn(remark -> remark.sentence().contains("\"rfm\""))
                .isNotEmpty()
                .allSatisfy(remark -> assertThat(remark.example()).containsEntry("Orders.count", 0.0));
    }

    @Test
    void shouldFindSegmentsOfTheSamePeople() {
        // when
        var remarks = accepted(List.of(
                        file("s0", "", "Profile( did(\"A\") ) Rfm( r >= 4 )"),
                        file("s1", "", "Profile( times(\"A\") != 0 ) Rfm( !( r < 4 ) )"),
                        file("s2", "", "Profile( did(\"A\") ) Rfm( r >= 3 )")))
                .analyse(EVERYTHING)
                .remarks();

        // then
        assertThat(remarks).singleElement().satisfies(remark -> {
            assertThat(remark.kind()).isEqualTo(Kind.SAME_PEOPLE);
            assertThat(remark.sentence()).contains("\"s0\" and \"s1\"");
        });
    }

    @Test
    void shouldNameWhatNobodyEverSent() {
        // when
        var remarks = analyse(
                known(Set.of("Signed Up", "plan")::contains),
                "Profile( did(\"Signed Up\"), traitFlag(\"plan\") )",
                "Profile( did(\"Singed Up\"), traitFlag(\"paln\") )");

        // then
        assertThat(remarks)
                .extracting(Remark::kind, Remark::line)
                .containsExactly(tuple(Kind.UNSEEN_EVENT, 4), tuple(Kind.UNSEEN_TRAIT, 4));
        assertThat(remarks).extracting(Remark::sentence).anyMatch(sentence -> sentence.contains("\"Singed Up\""));
    }

    @Test
    void shouldSayWhenThereIsTooMuchToTry() {
        // given 2^25 combinations
        var condition = IntStream.range(0, 25)
                .mapToObj(number -> "did(\"E%d\")".formatted(number))
                .collect(Collectors.joining(", ", "Profile( ", " )"));

        // when
        var remarks = analyse(List.of(condition, "not " + condition.replace("did(\"E0\")", "did(\"E1\")")));

        // then
        assertThat(remarks).extracting(Remark::kind).contains(Kind.NOT_EXHAUSTIVE);
    }

    /** One segment each, all of one group, which everybody is to be in once; each stands for something sensible. */
    private static List<Remark> analyse(List<String> conditions) {
        var keys = IntStream.range(0, conditions.size())
                .mapToObj(number -> "s" + number)
                .toList();
        var files = new ArrayList<DefinitionFile>();
        for (int number = 0; number < conditions.size(); number++) {
            files.add(file(keys.get(number), "@group(\"g\")", conditions.get(number)));
        }
        return accepted(files).analyse(EVERYTHING).remarks();
    }

    private static List<Remark> analyse(KnownNames known, String... conditions) {
        return accepted(List.of(file("s0", "", conditions))).analyse(known).remarks();
    }

    private static DefinitionFile file(String key, String group, String... conditions) {
        var text = new StringBuilder();
        for (int number = 0; number < conditions.length; number++) {
            text.append("""
                    rule "Rule %d of %s" @segment("%2$s") @title("Some people") @owner("growth") %4$s
                    when %3$s
                    then segment.add("because"); end
                    """.formatted(number, key, conditions[number], group));
        }
        return aRuleFile(key, text.toString());
    }

    private static KnownNames known(Predicate<String> isKnown) {
        return new KnownNames() {
            @Override
            public Set<String> events(Collection<String> names) {
                return names.stream().filter(isKnown).collect(Collectors.toSet());
            }

            @Override
            public Set<String> traits(Collection<String> names) {
                return events(names);
            }
        };
    }
}
