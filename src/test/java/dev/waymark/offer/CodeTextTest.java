package dev.waymark.offer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A code as somebody types it")
class CodeTextTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"A1B0C-D1E2F", "a1b0c-d1e2f", "A1B0CD1E2F", " a1b0c d1e2f ", "AlBoC-DIE2F"})
    void shouldBeTheOneThatIsStored(String typed) {
        assertThat(CodeText.read(typed)).hasValue("A1B0C-D1E2F");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "A1B0C-D1E2", "A1B0C-D1E2FG", "A1B0C-D1E2U", "A1B0C-D1E2%", "'; drop table code"})
    void shouldBeNoneWhereItCannotBeOne(String typed) {
        assertThat(CodeText.read(typed)).isEmpty();
    }
}
