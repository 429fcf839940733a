package dev.waymark.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.architecture.SourceCode.Method;
import dev.waymark.architecture.SourceCode.PublicType;
import dev.waymark.architecture.SourceCode.SourceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small things are read; the bars are in CONTRIBUTING. */
class SizeTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void shouldHaveSmallMethods() {
        var methods = SourceCode.methods(MAIN);
        var lines = methods.stream().map(Method::bodyLines).sorted().toList();

        assertThat(methods.stream().filter(method -> method.bodyLines() > 60)).isEmpty();
        assertThat(percentile(lines, 90))
                .as("90 of 100 methods are this long at most")
                .isLessThanOrEqualTo(12);
        assertThat(percentile(lines, 99))
                .as("99 of 100 methods are this long at most")
                .isLessThanOrEqualTo(30);
    }

    @Test
    void shouldHaveSmallFiles() {
        var files = SourceCode.files(MAIN);
        var lines = files.stream().map(SourceFile::lines).sorted().toList();

        assertThat(files.stream().filter(file -> file.lines() > 400)).isEmpty();
        assertThat(percentile(lines, 90))
                .as("90 of 100 files are this long at most")
                .isLessThanOrEqualTo(150);
        assertThat(SourceCode.files(TESTS).stream().filter(file -> file.lines() > 400))
                .isEmpty();
    }

    @Test
    void shouldAskForFewThingsAtOnce() {
        assertThat(SourceCode.methods(MAIN).stream().filter(method -> method.parameters() > 5 && !method.ofRecord()))
                .as("more than five parameters mean a missing concept")
                .isEmpty();
    }

    @Test
    void shouldSayWhatPublicTypesAreFor() {
        assertThat(SourceCode.publicTypes(MAIN).stream()
                        .filter(type -> !type.hasJavadoc())
                        .map(PublicType::place))
                .as("public types without a sentence")
                .isEmpty();
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }
}
