package dev.waymark.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check of rule files as a command for a build. */
class RulesCommandTest {

    private static final String BROKEN = """
            rule "Somebody" @segment("broken") @title("Broken") @owner("growth")
            when Profile( oops("x") ) then segment.add("because"); end
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @Test
    void shouldTakeTheShippedRules() {
        assertThat(run("check", ".")).isZero();
        assertThat(text(out)).matches("\\d+ files are in order: rule set [0-9a-f]{12}\n");

        // and by the folder itself
        out.reset();
        assertThat(run("check", "rules")).isZero();
    }

    @Test
    void shouldNameEachFindingInALine() throws IOException {
        // given
        write("rules/segments/broken.drl", BROKEN);
        write("rules/segments/empty.drl", "");
        write("rules/segments/notes.txt", "nobody reads this");

        // then
        assertThat(run("check", folder.toString())).isOne();
        assertThat(text(out).lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("rules/segments/broken.drl:2:15: Expected a question to `Profile`"),
                        line -> assertThat(line).startsWith("rules/segments/empty.drl: Expected at least one rule"));
        assertThat(text(complaints)).isEmpty();
    }

    @Test
    void shouldAnswerInJson() throws IOException {
        // given
        write("rules/segments/broken.drl", BROKEN);

        // then
        assertThat(run("check", "--json", folder.toString())).isOne();
        var answer = new ObjectMapper().readTree(text(out));
        assertThat(answer.path("files").asInt()).isOne();
        assertThat(answer.path("ruleSet").isNull()).isTrue();
        assertThat(answer.at("/findings/0/file").asText()).isEqualTo("rules/segments/broken.drl");
        assertThat(answer.at("/findings/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void shouldNotTakeAnEmptyFolderForSoundRules() {
        assertThat(run("check", folder.toString())).isOne();
        assertThat(text(complaints)).startsWith("Expected rule files in " + folder);
        assertThat(run("check", folder.resolve("nowhere").toString())).isOne();
    }

    @Test
    void shouldShowTheRulesOfATable() throws IOException {
        // given
        write("rules/tables/scores.csv", """
                r,f,m,segment,owner,reason
                5,5,any,fans,growth,often and lately
                1,any,any,gone,growth,long ago
                """);

        // when / then
        assertThat(run("show", folder.resolve("rules/tables/scores.csv").toString()))
                .isZero();
        assertThat(text(out)).isEqualTo("""
                // rules/segments/fans.drl
                // Line 2 of rules/tables/scores.csv.
                rule "The scores of line 2 in rules/tables/scores.csv mean fans"
                    @segment("fans")
                    @title("Fans")
                    @owner("growth")
                when
                    Rfm( r == 5, f == 5 )
                then
                    segment.add("often and lately");
                end

                // rules/segments/gone.drl
                // Line 3 of rules/tables/scores.csv.
                rule "The scores of line 3 in rules/tables/scores.csv mean gone"
                    @segment("gone")
                    @title("Gone")
                    @owner("growth")
                when
                    Rfm( r == 1 )
                then
                    segment.add("long ago");
                end
                """);
    }

    @Test
    void shouldSayWhatIsWrongWithATableInsteadOfShowingIt() throws IOException {
        // given
        write("rules/tables/scores.csv", "r,f,m,segment,owner,reason\n7,any,any,gone,growth,long ago\n");

        // when / then
        assertThat(run("show", folder.resolve("rules/tables/scores.csv").toString()))
                .isOne();
        assertThat(text(out)).startsWith("rules/tables/scores.csv:2:1: Expected any, a score such as 3");
    }

    @Test
    void shouldShowNothingButTables() {
        assertThat(run("show", "rules/segments/engaged.drl")).isOne();
        assertThat(run("show", folder.resolve("nowhere.csv").toString())).isOne();
        assertThat(text(complaints).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("Expected a table of scores such as rules/tables/rfm.csv, but "));
    }

    @Test
    void shouldSayHowItIsUsed() {
        assertThat(run("check")).isOne();
        assertThat(run()).isOne();
        assertThat(run("chek", ".")).isOne();
        assertThat(run("show")).isOne();
        assertThat(text(complaints).lines())
                .hasSize(4)
                .containsOnly("Expected rules check [--json] DIR or rules show FILE, but it is neither.");
    }

    private int run(String... arguments) {
        return RulesCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8));
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }
}
