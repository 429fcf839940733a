package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference for analysts says what the check says. */
class RuleReferenceTest {

    private static final Path PAGE = Path.of("docs/guide/rule-reference.md");

    static Stream<String> examples() {
        return RuleReference.examples();
    }

    @Test
    void shouldTellTheVocabularyAsItIs() throws IOException {
        if (Boolean.getBoolean("waymark.write-docs")) {
            Files.writeString(PAGE, RuleReference.asPage());
        }

        assertThat(PAGE)
                .as("write it anew with: ./waymark test -Dtest=RuleReferenceTest -Dwaymark.write-docs=true")
                .hasContent(RuleReference.asPage());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void shouldShowOnlyWhatTheCheckAccepts(String condition) {
        // given
        var rules = accepted(List.of(aRuleFile("some", """
                rule "A rule" @segment("some") @title("Some") @owner("growth")
                when %s then segment.add("why"); end
                """.formatted(condition))));

        // when / then
        assertThatCode(() -> rules.evaluate(aProfile().atNoon())).doesNotThrowAnyException();
    }
}
