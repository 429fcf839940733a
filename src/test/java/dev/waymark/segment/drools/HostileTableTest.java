package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.RuleTexts.aCompiler;
import static dev.waymark.segment.drools.RuleTexts.aFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static dev.waymark.segment.drools.RuleTexts.validTable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.SupposedBehaviour;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.drools.RuleTexts.TitledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promise P-S1 for tables: no text of a cell runs as code or becomes another rule. Told by effect: a file that hostile
 * cells would make, and what the rule set knows that comes out.
 */
class HostileTableTest {

    private static final long SEED = 20270302;
    private static final int MUTANTS = 10_000;
    private static final String NAIVE = """
            rule "Case" when Profile() then segment.add("%s"); end
            """;

    /** What looks like code and is a text. */
    private static final List<String> WORDS = List.of(
            "end",
            "then",
            "rule",
            "when",
            "segment.add(x);",
            ");",
            "//",
            "/*",
            "*/",
            "'",
            "=1+1",
            "-5",
            "@title(x)",
            "#{x}",
            "{}",
            "%s",
            "<b>",
            "|",
            ",",
            ";",
            "ราคาดี",
            "é",
            "漢字",
            "&amp;",
            "eval(true)",
            "null",
            "1e9",
            "?");

    @TempDir
    private Path folder;

    static List<TitledText> attacks() {
        return RuleTexts.titledTexts("invalid/rules/table-attacks.txt");
    }

    @AfterEach
    void nothingHappened() {
        assertThat(canary()).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void shouldNotRunAHostileCellWhereverItStands(TitledText attack) {
        var cell = armed(attack);
        for (var column : row("x").keySet()) {
            for (var written : List.of(cell, '"' + cell + '"')) {
                shouldMeanItsCellsOnly(with(column, written));
            }
        }
    }

    /** Keeps the corpus honest: were the cells harmless to a careless printer, withstanding them would prove nothing. */
    @Test
    void shouldKnowThatManyOfTheCellsDoHarmWhenPrintedAsTheyAre() throws IOException {
        // given
        var harmful = new ArrayList<String>();

        // when
        for (var attack : attacks()) {
            HostileRuleTest.runUnchecked(NAIVE.formatted(armed(attack)));
            if (Files.deleteIfExists(canary())) {
                harmful.add(attack.title());
            }
        }

        // then
        assertThat(harmful).hasSizeGreaterThan(10);
    }

    @Test
    void shouldWithstandMutantsOfHostileAndHarmlessTables() {
        // given
        var random = new Random(SEED);
        var hostile = attacks().stream()
                .flatMap(attack -> row("x").keySet().stream()
                        .map(column -> table(List.of(with(column, armed(attack)), row("y")))));
        var texts = Stream.concat(hostile, Stream.of(validTable("rfm").text(), table(List.of(row("a"), row("b")))))
                .map(HostileRuleTest::piecesOf)
                .toList();

        // when
        var accepted = IntStream.range(0, MUTANTS)
                .filter(i -> shouldKeepCellsApart(HostileRuleTest.mutant(texts, random)))
                .count();

        // then
        assertThat(accepted).as("mutants that reached Drools").isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRefuseNoTextThatOnlyLooksLikeCode(long seed) {
        // given
        var random = new Random(seed);
        var rows = new LinkedHashMap<Integer, Map<String, String>>();
        for (int r = 1; r <= 5; r++) {
            var row = with("reason", words(random));
            row.put("r", String.valueOf(r));
            row.put("title", r == 1 ? words(random) : "");
            row.put("description", r == 1 ? words(random) : "");
            rows.put(r, row);
        }

        // when
        var ruleSet = accepted(List.of(aFile("rules/tables/case.csv", table(List.copyOf(rows.values())))));

        // then
        rows.forEach((r, row) -> assertThat(ruleSet.evaluate(buyer(r)))
                .extracting(decision -> '"' + decision.reason() + '"')
                .containsExactly(row.get("reason")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\" @segment(\"b",
                "a\nrule",
                "a */ b",
                "A",
                "a b",
                "../a",
                "a\\u0022",
                "ก",
                "a\u202Eb",
                "${harm}",
                ""
            })
    void shouldTakeNoNameForATableThatIsNoKey(String name) {
        // given
        var table = aFile("rules/tables/" + name + ".csv", table(List.of(row("x"))));

        // when / then
        assertThat(aCompiler().check(List.of(table))).isInstanceOf(RuleCheck.Refused.class);
        assertThat(aCompiler().written(table)).isEmpty();
    }

    private static void shouldMeanItsCellsOnly(Map<String, String> row) {
        var table = table(List.of(row));
        if (shouldKeepCellsApart(table)) {
            assertThat(accepted(List.of(aFile("rules/tables/case.csv", table))).segments())
                    .containsExactly(new SegmentDefinition(
                            text(row, "segment"),
                            text(row, "title"),
                            text(row, "owner"),
                            "rules/tables/case.csv",
                            text(row, "description"),
                            text(row, "group")));
        }
    }

    private static String text(Map<String, String> row, String column) {
        var cell = row.get(column);
        return (cell.startsWith("\"") ? cell.substring(1, cell.length() - 1) : cell).strip();
    }

    /** Answers whether the table was accepted. */
    private static boolean shouldKeepCellsApart(String table) {
        if (aCompiler().check(List.of(aFile("rules/tables/case.csv", table)))
                instanceof RuleCheck.Accepted(var ruleSet)) {
            ruleSet.evaluate(buyer(5));
            assertThat(keys(ruleSet)).as(table).isSubsetOf(cells(table));
            return true;
        }
        return false;
    }

    private static List<String> keys(RuleSet ruleSet) {
        return ruleSet.segments().stream().map(SegmentDefinition::key).toList();
    }

    /** Everything between separators, quoted or not. */
    private static HashSet<String> cells(String table) {
        return Stream.of(table.split("[,;\n\"]")).map(String::strip).collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, String> row(String segment) {
        var row = new LinkedHashMap<String, String>();
        row.put("r", segment.equals("y") ? "1" : "5");
        row.put("f", segment.equals("b") ? "1" : "5");
        row.put("m", "any");
        row.put("segment", segment);
        row.put("title", "A title");
        row.put("owner", "growth");
        row.put("group", "rfm");
        row.put("description", "Who it is");
        row.put("reason", "why");
        return row;
    }

    private static Map<String, String> with(String column, String cell) {
        var row = row("x");
        row.put(column, cell);
        return row;
    }

    private static String table(List<Map<String, String>> rows) {
        return Stream.concat(
                        Stream.of(String.join(",", row("x").keySet())),
                        rows.stream().map(row -> String.join(",", row.values())))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String words(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(6))
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" ", "\"", "\""));
    }

    private static ProfileFacts buyer(int r) {
        return new ProfileFacts(
                Map.of(),
                new SupposedBehaviour(FactsFixtures.NOON).scored(r, 5, 5).build(),
                FactsFixtures.NOON);
    }

    private String armed(TitledText attack) {
        var path = canary().toString().chars().mapToObj(Integer::toString).collect(Collectors.joining(","));
        return HostileRuleTest.withCharacters(attack.text().strip())
                .replace("${harm}", "new java.io.File(new String(new char[]{" + path + "})).createNewFile()")
                .replace("${canary}", canary().toString());
    }

    private Path canary() {
        return folder.resolve("canary");
    }
}
