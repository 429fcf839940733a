package dev.waymark.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.RejectedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken as a change of rules, before anybody looks at the files. */
class ReleaseBodyTest {

    private static final String FILES = "\"files\":[{\"path\":\"p\",\"content\":\"c\"}]";

    @Test
    void shouldReadAChange() throws IOException {
        assertThat(read("{\"comment\":\" why \",\"basedOn\":3,%s,\"delete\":[\"d\"]}".formatted(FILES)))
                .isEqualTo(new ReleaseChange("why", 3, List.of(new ReleaseChange.FileText("p", "c")), List.of("d")));
        assertThat(read("{\"comment\":\"why\",\"basedOn\":3}").files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"basedOn\":3}|Expected comment",
                "{\"comment\":\" \",\"basedOn\":3}|Expected comment",
                "{\"comment\":\"why\"}|Expected basedOn",
                "{\"comment\":\"why\",\"basedOn\":3,\"files\":[null]}|Expected each of the files",
                "{\"comment\":\"why\",\"basedOn\":3,\"files\":[{\"path\":\"p\"}]}|Expected each of the files",
                "{\"comment\":\"why\",\"basedOn\":3,\"delete\":[null]}|Expected paths to delete",
                "null|Expected comment",
            })
    void shouldAskForWhatIsMissing(String body, String sentence) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(RejectedRequest.class).hasMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"comment\":\"why\",\"basedOn\":3,\"fiels\":[]}", "{} {}", "", "{\"comment\":"})
    void shouldTakeNothingElse(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldReadNoFurtherThanTheLimit() throws IOException {
        // given
        var change = "{\"comment\":\"why\",\"basedOn\":3}";

        // then
        assertThat(read(change + " ".repeat(ReleaseBody.MAX_BYTES - change.length()))
                        .basedOn())
                .isEqualTo(3);
        assertThatThrownBy(() -> read(change + " ".repeat(ReleaseBody.MAX_BYTES - change.length() + 1)))
                .isInstanceOf(RejectedRequest.class)
                .hasMessage("Expected at most 8 MB, but the body is larger. Send fewer files.");
    }

    private static ReleaseChange read(String body) throws IOException {
        return ReleaseBody.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), new ObjectMapper());
    }
}
