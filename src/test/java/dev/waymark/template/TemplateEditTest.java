package dev.waymark.template;

import static dev.waymark.testing.Drawing.oneSend;
import static dev.waymark.testing.WrittenTemplate.greeting;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.support.DefinitionFolder;
import dev.waymark.testing.Database;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import io.quarkus.runtime.StartupEvent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A marketer edits a folder of templates while Waymark runs, and it starts again. */
@WaymarkTest
class TemplateEditTest {

    @ConfigProperty(name = "waymark.definitions.folder")
    Path definitions;

    @Inject
    DefinitionFolder folder;

    @Inject
    TemplateVersions versions;

    @Inject
    TemplateChecking checking;

    @Inject
    TemplateRequests requests;

    @Inject
    LiveTemplates live;

    @Inject
    Database database;

    private final WrittenTemplate template = WrittenTemplate.unknown();

    @AfterEach
    void removeTheFolder() throws IOException {
        try (var files = Files.walk(definitions.resolve("messages"))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void shouldBeLiveASecondAfterItWasSaved() throws IOException {
        // when
        write(template, greeting("one"));

        // then
        await().atMost(5, SECONDS).until(() -> template.live() > 0);
        assertThat(template.versions().getFirst()).containsEntry("author", "folder");
        assertThat(new WrittenTemplate("beginner-guide").live())
                .as("packaged ones are there still")
                .isPositive();
    }

    @Test
    void shouldLeaveTheVersionBeforeWhereAnEditIsBroken() throws IOException {
        // given
        write(template, greeting("one"));
        await().atMost(5, SECONDS).until(() -> template.live() > 0);
        var before = template.live();

        // when
        write(template, Map.of("en/email/body.txt", "Hi {firstName}\n{nobody}"));

        // then
        await().atMost(5, SECONDS).until(() -> findings().stream().anyMatch(place -> place.equals(place(2, 1))));
        assertThat(template.live()).isEqualTo(before);

        // and once it is mended nothing is wrong
        write(template, greeting("one"));
        await().atMost(5, SECONDS).until(() -> findings().isEmpty());
        assertThat(template.live()).isEqualTo(before);
    }

    @Test
    void shouldBeLiveOnceTheJourneyIsGoneThatItWasRefusedFor() throws IOException {
        // given
        write(template, greeting("one"));
        await().atMost(5, SECONDS).until(() -> template.live() > 0);
        var before = template.live();
        var journey = oneSend(template.key(), "email", "order-service").published();
        for (var part : List.of("subject.txt", "body.txt", "body.html")) {
            Files.delete(definitions.resolve("messages/" + template.key() + "/en/email/" + part));
        }
        write(template, Map.of("en/sms/body.txt", "Hi {firstName}"));
        await().atMost(5, SECONDS).until(() -> !findings().isEmpty());
        assertThat(template.live()).isEqualTo(before);

        // when
        journey.act(1, "stop", "Ada").then().statusCode(200);

        // then
        await().atMost(5, SECONDS).until(() -> findings().isEmpty());
        assertThat(template.live()).isGreaterThan(before);
    }

    @Test
    void shouldTakeTheFolderInsteadOfThePackageAndTheOtherWayRound() throws IOException {
        // given
        var packaged = new WrittenTemplate("how-are-we-doing");
        var before = packaged.live();

        // when
        var files = packaged.version(before).<String, String>getMap("files");
        write(packaged, files);
        write(packaged, Map.of("en/email/subject.txt", "Another subject"));

        // then
        await().atMost(5, SECONDS).until(() -> packaged.live() != before);
        removeTheFolder();
        await().atMost(5, SECONDS).until(() -> packaged.live() == before);
        Files.createDirectories(definitions.resolve("messages"));
    }

    @Test
    void shouldNotComeBeforeWhatAPersonPublishedWhenItStartsAgain() throws IOException {
        // given
        write(template, greeting("one"));
        await().atMost(5, SECONDS).until(() -> template.live() > 0);
        var published = template.goesLiveWith(greeting("two"));

        // when
        startAgain();

        // then
        assertThat(template.live()).isEqualTo(published);
    }

    @Test
    void shouldComeWhenItWasEditedBeforeTheStart() throws IOException {
        // given
        write(template, greeting("one"));
        await().atMost(5, SECONDS).until(() -> template.live() > 0);
        var first = template.live();
        template.goesLiveWith(greeting("two"));
        database.run("update template set folder_hash = 'another' where key = ?", template.key());

        // when
        startAgain();

        // then
        assertThat(template.live()).isEqualTo(first);
    }

    @Test
    void shouldLeaveThePackagedOnesBesideTheFolderAtAStart() throws IOException {
        // given
        write(template, greeting("one"));
        database.run("update template set folder_hash = 'another' where key = 'thank-you'");

        // when
        startAgain();

        // then
        assertThat(database.text("select folder_hash from template where key = 'thank-you'"))
                .isEqualTo(live.find("thank-you").orElseThrow().version());
    }

    /** What a start does, without the application around it. */
    private void startAgain() {
        var follower = new TemplateFollower(folder, versions, checking, requests, live);
        try {
            follower.start(new StartupEvent());
        } finally {
            follower.stop(null);
        }
    }

    private void write(WrittenTemplate template, Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            var path = definitions.resolve("messages").resolve(template.key()).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private String place(int line, int column) {
        return "messages/" + template.key() + "/en/email/body.txt:" + line + ":" + column;
    }

    private static List<String> findings() {
        return given().get("/api/templates").jsonPath().<Map<String, Object>>getList("findings").stream()
                .map(finding -> finding.get("file") + ":" + finding.get("line") + ":" + finding.get("column"))
                .toList();
    }
}
