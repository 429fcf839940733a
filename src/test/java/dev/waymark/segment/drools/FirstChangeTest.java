package dev.waymark.segment.drools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.segment.ProfileFacts;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of many files the first change is that of the file that changes first. */
class FirstChangeTest {

    private static final int PEOPLE = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void shouldFindTheFirstOfAllFiles(long seed) {
        // given
        var people = new RandomFacts(seed);
        var files = RandomRules.aboutTime(seed).files(10).stream()
                .map(text -> ReadFile.of(
                        CheckedFile.read(text, new FileFindings(text.path())).orElseThrow()))
                .filter(ReadFile::canChangeWithTime)
                .toList();
        var first = new FirstChange(files);

        IntStream.range(0, PEOPLE).mapToObj(number -> people.somebody()).forEach(person -> {
            // when
            var found = first.before(new Answers(person), Outlook.NEVER);

            // then
            assertThat(found).isEqualTo(firstOf(files, person));
        });
    }

    private static Instant firstOf(List<ReadFile> files, ProfileFacts person) {
        return files.stream()
                .map(file -> file.nextChange(person).orElse(Outlook.NEVER))
                .min(Instant::compareTo)
                .orElse(Outlook.NEVER);
    }
}
