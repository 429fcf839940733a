package dev.waymark.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An invalid template")
class DefinitionInvalidTest {

    static List<Path> invalidTemplates() throws IOException {
        try (var folders = Files.list(TemplateFiles.INVALID.resolve("messages"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidTemplates")
    void shouldBeRefusedWithExactlyTheFindingsBesideIt(Path folder) throws IOException {
        // given
        var expected = Files.readString(folder.resolveSibling(folder.getFileName() + ".findings"))
                .strip();

        // when
        var check = new TemplateReader().check(TemplateFiles.below(TemplateFiles.INVALID, folder));

        // then
        assertThat(check)
                .isInstanceOfSatisfying(
                        TemplateCheck.Refused.class,
                        refused ->
                                assertThat(Finding.asText(refused.findings())).isEqualTo(expected));
    }
}
