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
    void shouldSayHowItIsUsed() {
        assertThat(run("check")).isOne();
        assertThat(run()).isOne();
        assertThat(run("chek", ".")).isOne();
        assertThat(text(complaints).lines())
                .hasSize(3)
                .containsOnly("Expected rules check [--json] DIR, but it is not.");
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
