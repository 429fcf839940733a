package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.RuleTexts.aCompiler;
import static dev.waymark.segment.drools.RuleTexts.aFile;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static dev.waymark.segment.drools.RuleTexts.shippedRules;
import static dev.waymark.segment.drools.RuleTexts.validTable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.SupposedBehaviour;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments by scores as a table: it means what the rule files mean that it stands for. */
class DecisionTableTest {

    private static final RuleSet SHIPPED = shippedRules();
    private static final RuleSet BY_TABLE = accepted(List.of(validTable("rfm")));
    private static final Set<String> SEGMENTS =
            BY_TABLE.segments().stream().map(SegmentDefinition::key).collect(Collectors.toSet());

    static Stream<Arguments> cells() {
        return scores().flatMap(r -> scores().flatMap(f -> scores().map(m -> Arguments.of(r, f, m))));
    }

    @ParameterizedTest(name = "r {0}, f {1}, m {2}")
    @MethodSource("cells")
    void shouldMeanTheSameAsTheShippedRules(int r, int f, int m) {
        // given
        var facts = facts(new SupposedBehaviour(FactsFixtures.NOON).scored(r, f, m));

        // when / then
        assertThat(segmentsBy(BY_TABLE, facts)).hasSize(1).isEqualTo(segmentsBy(SHIPPED, facts));
    }

    @Test
    void shouldMeanNobodyWhoNeverBought() {
        // given
        var anybody = accepted(List.of(aFile("rules/tables/all.csv", """
                r,f,m,segment,owner,reason
                any,any,any,buyers,growth,bought
                """)));

        // when / then
        assertThat(anybody.evaluate(facts(new SupposedBehaviour(FactsFixtures.NOON))))
                .isEmpty();
        assertThat(anybody.evaluate(facts(new SupposedBehaviour(FactsFixtures.NOON).scored(1, 1, 1))))
                .hasSize(1);
    }

    @Test
    void shouldShowTheRulesItStandsFor() {
        // given
        var table = aFile("rules/tables/rfm.csv", """
                r; f; m; segment; owner; reason; description
                >=4; 4-5; any; fans; growth; "buys; often"; Buyers
                = 3; <2; > 4; fans; growth; bought much once;
                """);

        // when
        var written = aCompiler().written(table);

        // then
        assertThat(written).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("rules/segments/fans.drl");
            assertThat(file.text()).isEqualTo("""
                    // Line 2 of rules/tables/rfm.csv.
                    rule "The scores of line 2 in rules/tables/rfm.csv mean fans"
                        @segment("fans")
                        @title("Fans")
                        @owner("growth")
                        @description("Buyers")
                    when
                        Rfm( r >= 4, f >= 4 )
                    then
                        segment.add("buys; often");
                    end
                    // Line 3 of rules/tables/rfm.csv.
                    rule "The scores of line 3 in rules/tables/rfm.csv mean fans"
                        @segment("fans")
                        @owner("growth")
                    when
                        Rfm( r == 3, f == 1, m == 5 )
                    then
                        segment.add("bought much once");
                    end
                    """);
        });
        assertThat(accepted(List.of(table)).segments())
                .containsExactly(
                        new SegmentDefinition("fans", "Fans", "growth", "rules/tables/rfm.csv", "Buyers", null));
        assertThat(accepted(written).segments())
                .extracting(SegmentDefinition::key)
                .containsExactly("fans");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            6,1,1,some,growth,why        | 2:1: Expected any, a score such as 3, or several such as 4-5, >=4 or <=2, but found the text "6".
            1,5-4,1,some,growth,why      | 2:3: Expected any, a score such as 3
            1,1,,some,growth,why         | 2:5: Expected any, a score such as 3
            1,1,>5,some,growth,why       | 2:5: Expected any, a score such as 3
            1,1,1,Some,growth,why        | 2:7: Expected a segment's key such as "new-customers", but found the text "Some".
            1,1,1,some,,why              | 2:12: Expected a text of 1 to 200 characters, but it has 0.
            1,1,1,some,growth,           | 2:19: Expected a text of 1 to 200 characters, but it has 0.
            1,1,1,some,growth            | 2:1: Expected 6 cells, but there are 5.
            1,1,1,some,growth,why,not    | 2:1: Expected 6 cells, but there are 7.
            1,1,1,some,growth,"why       | 2:19: Expected double quotes around a whole cell
            1,1,1,some,growth,"a "" b"   | 2:19: Expected double quotes around a whole cell
            1,1,1,some,growth,a "b"      | 2:19: Expected double quotes around a whole cell and none in it, but there are others.
            1,1,1,some,growth,a"); end rule "x" @segment("some") when Profile() then segment.add("b | 2:19: Expected double quotes around a whole cell
            1,1,1,some,growth,a\\u0022    | 2:20: Expected plain text without backslashes, but found one.
            """)
    void shouldNameTheCellThatIsWrong(String row, String finding) {
        assertThat(findingsOf(aFile("rules/tables/rfm.csv", "r,f,m,segment,owner,reason\n" + row + "\n")))
                .startsWith("rules/tables/rfm.csv:" + finding);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            r,f,m,segment,reason              | :1:1: Expected the column owner, but it is missing. The columns are r, f, m, segment, reason, owner, title, description, group.
            r,f,m,segment,reason,owner,colour | :1:28: Expected each of the columns
            r,f,m,segment,reason,owner,R      | :1:28: Expected each of the columns
            r,f,m,segment,reason,owner        | : Expected a row for at least one segment, but there is none.
            ~~                                | :1:1: Expected each of the columns
            """)
    void shouldNameTheColumnThatIsWrong(String header, String finding) {
        assertThat(findingsOf(aFile("rules/tables/rfm.csv", header))).startsWith("rules/tables/rfm.csv" + finding);
    }

    @Test
    void shouldRefuseOneCellOfScoresInTwoSegments() {
        assertThat(findingsOf(aFile("rules/tables/rfm.csv", """
                        r,f,m,segment,owner,reason
                        >=4,any,1-3,good,growth,why

                        4,2,3-5,better,growth,why
                        """)))
                .isEqualTo("rules/tables/rfm.csv:4:9: Expected one segment for each three scores, but r 4, f 2, m 3"
                        + " means \"good\" by line 2 too. Narrow one of them.");
    }

    @Test
    void shouldTellWhatOnlyTheRulesCheckSeesOfTheCell() {
        assertThat(findingsOf(aFile("rules/tables/rfm.csv", """
                        r,f,m,segment,owner,group,reason
                        1,1,1,some,growth,Not A Key,why
                        2,1,1,some,sales,,why
                        """)).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("rules/tables/rfm.csv:2:19: Expected @group with a key such as"),
                        line -> assertThat(line)
                                .startsWith("rules/tables/rfm.csv:3:12: Expected the @owner of the first rule,"));
    }

    @Test
    void shouldRefuseASegmentOfATableThatHasAFileToo() {
        // given
        var file = aRuleFile("some", """
                rule "A rule" @segment("some") @title("Some") @owner("growth") when Profile() then segment.add("x"); end
                """);
        var table = aFile("rules/tables/rfm.csv", "r,f,m,segment,owner,reason\n1,1,1,some,growth,why\n");

        // when / then
        assertThat(findingsOf(file, table))
                .isEqualTo("rules/tables/rfm.csv: Expected one file by the name \"some\", but there is"
                        + " rules/segments/some.drl too. Join them or rename one.");
    }

    private static Stream<Integer> scores() {
        return IntStream.rangeClosed(1, 5).boxed();
    }

    private static List<String> segmentsBy(RuleSet rules, ProfileFacts facts) {
        return rules.evaluate(facts).stream()
                .map(Decision::segment)
                .filter(SEGMENTS::contains)
                .toList();
    }

    private static ProfileFacts facts(SupposedBehaviour behaviour) {
        return new ProfileFacts(Map.of(), behaviour.build(), FactsFixtures.NOON);
    }

    private static String findingsOf(DefinitionFile... files) {
        return switch (aCompiler().check(Arrays.asList(files))) {
            case RuleCheck.Accepted accepted -> "";
            case RuleCheck.Refused(var findings) -> Finding.asText(findings);
        };
    }
}
