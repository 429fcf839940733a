package dev.waymark.journey.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An invalid journey file")
class DefinitionInvalidTest {

    static List<Path> invalidJourneys() throws IOException {
        return DefinitionFiles.journeysIn(DefinitionFiles.INVALID);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalidJourneys")
    void shouldBeRefusedWithExactlyTheFindingsBesideIt(Path file) throws IOException {
        // given
        var expected = Files.readString(neighbour(file)).strip();

        // when
        var check = new JourneyLinker().check(DefinitionFiles.read(file), DefinitionFiles.knownKeys());

        // then
        assertThat(check)
                .isInstanceOfSatisfying(
                        JourneyCheck.Refused.class,
                        refused ->
                                assertThat(Finding.asText(refused.findings())).isEqualTo(expected));
    }

    private static Path neighbour(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".bpmn", ".findings"));
    }
}
