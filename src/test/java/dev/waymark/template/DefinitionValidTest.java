package dev.waymark.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A valid template")
class DefinitionValidTest {

    @Test
    void shouldBeAccepted() throws IOException {
        // when
        var templates = TemplateFiles.valid();

        // then
        assertThat(templates.keys()).contains("order-news").containsAll(shipped());
    }

    @Test
    void shouldSayWhatItNeeds() throws IOException {
        // when
        var guide = TemplateFiles.valid().find("beginner-guide").orElseThrow();

        // then
        assertThat(guide.title()).isEqualTo("Beginner's guide");
        assertThat(guide.offer()).isEqualTo("welcome-gift");
        assertThat(guide.parameters())
                .extracting(Parameter::name)
                .containsExactly("firstName", "code", "contact", "unsubscribe");
        assertThat(guide.locales("email")).containsExactly("en", "th");
        assertThat(guide.locales("sms")).isEmpty();
    }

    @Test
    void shouldGetAnotherVersionWhenOneByteChanges() throws IOException {
        // given
        var files = new ArrayList<>(TemplateFiles.below(
                TemplateFiles.SHIPPED, TemplateFiles.SHIPPED.resolve("messages").resolve("beginner-guide")));
        var before = TemplateFiles.accepted(files).find("beginner-guide").orElseThrow();

        // when
        files.replaceAll(file -> file.path().endsWith("en/email/subject.txt")
                ? new DefinitionFile(file.path(), "Another".getBytes())
                : file);
        var after = TemplateFiles.accepted(files).find("beginner-guide").orElseThrow();

        // then
        assertThat(before.version()).matches("[0-9a-f]{12}").isNotEqualTo(after.version());
    }

    @Test
    void shouldKeepItsVersionWhateverOrderItsFilesCome() throws IOException {
        // given
        var files = TemplateFiles.validFiles();

        // when
        var one = TemplateFiles.accepted(files).find("order-news").orElseThrow();
        var other = TemplateFiles.accepted(files.reversed()).find("order-news").orElseThrow();

        // then
        assertThat(one.version()).isEqualTo(other.version());
    }

    private static List<String> shipped() throws IOException {
        try (var folders = Files.list(TemplateFiles.SHIPPED.resolve("messages"))) {
            return folders.map(folder -> folder.getFileName().toString()).toList();
        }
    }
}
