package dev.waymark.template;

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

/** The check of templates as a command for a build. */
class TemplatesCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @Test
    void shouldTakeTheShippedTemplates() {
        assertThat(run("check", ".")).isZero();
        assertThat(text(out)).matches("\\d{2} templates are in order\n");

        // and by the folder itself
        out.reset();
        assertThat(run("check", "src/main/resources/messages")).isZero();
    }

    @Test
    void shouldNameFileLineAndColumnOfEachFinding() throws IOException {
        // given
        write("meta.yaml", "title: Sample\nparameters:\n  x: {from: trait.x}\n");
        write("en/sms/body.txt", "Hi {x}\n and {nobody}");

        // then
        assertThat(run("check", folder.toString())).isOne();
        assertThat(text(out).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("messages/sample/en/sms/body.txt:2:6: Expected a parameter"),
                        line -> assertThat(line).startsWith("messages/sample/meta.yaml: Expected a fallback for x"));

        // and for programs
        out.reset();
        assertThat(run("check", "--json", folder.toString())).isOne();
        var answer = new ObjectMapper().readTree(text(out));
        assertThat(answer.at("/findings/0/column").asInt()).isEqualTo(6);
    }

    @Test
    void shouldSayWhatItExpects() {
        assertThat(run("check", folder.toString())).isOne();
        assertThat(text(complaints)).contains("but there are none");
        assertThat(run("show", ".")).isOne();
        assertThat(run("check")).isOne();
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve("messages/sample").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(String... arguments) {
        return TemplatesCommand.run(List.of(arguments), printing(out), printing(complaints));
    }

    private static PrintStream printing(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }
}
