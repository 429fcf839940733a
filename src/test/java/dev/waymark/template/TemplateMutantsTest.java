package dev.waymark.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand templates, told by what they do: to files, processes, sockets, secrets and the time of whoever sends. */
@DisplayName("10,000 mutants of templates")
class TemplateMutantsTest {

    private static final long SEED = 20_271_122L;
    private static final int HOSTILE = 6_000;
    private static final int SOUND = 4_000;
    private static final String SECRET = "nobody-may-read-this";

    private static final String META = """
            title: Sample
            parameters:
              x: {from: trait.x, fallback: {en: nothing}}
              number: {from: trait.number, fallback: {en: "5"}}
              list: {from: trait.list, fallback: {en: nothing}}
              map: {from: trait.map, fallback: {en: nothing}}
            """;
    /** Each parameter has to be used. */
    private static final String USES = "{x}{number}{list.size}{map.name}";

    @TempDir
    Path folder;

    private final TemplateReader reader = new TemplateReader();
    private final MessageEngine engine = new MessageEngine();
    private ServerSocketChannel socket;
    private Path canary;
    private Set<Long> processes;
    private Canary object;

    @BeforeEach
    void layOutWhatMayNotBeTouched() throws IOException {
        canary = folder.resolve("canary");
        socket = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.configureBlocking(false);
        processes = processes();
        object = new Canary();
        System.setProperty("canary", SECRET);
    }

    @AfterEach
    void close() throws IOException {
        System.clearProperty("canary");
        socket.close();
    }

    @Test
    @Timeout(40)
    void shouldHaveNoEffectWhereTheyAreHostile() throws IOException {
        var mutants = mutants();
        var accepted = 0;
        for (var each = 0; each < HOSTILE; each++) {
            var text = mutants.hostile();
            var isHtml = each % 3 == 0;
            if (reader.check(files(isHtml ? "body.html" : "body.txt", USES + text))
                    instanceof TemplateCheck.Accepted(var templates)) {
                accepted++;
                written(templates.find("sample").orElseThrow(), Map.of("x", mutants.typed()), text);
            }
            pastTheCheck(text, isHtml);
            if (each % 500 == 0) {
                nothingHappened(text);
            }
        }

        nothingHappened("all");
        assertThat(accepted).as("mutants that are no attempt any more").isBetween(1, HOSTILE / 2);
    }

    @Test
    @Timeout(40)
    void shouldBeTakenWhereTheyAreSound() throws IOException {
        var mutants = mutants();
        for (var each = 0; each < SOUND; each++) {
            var text = mutants.sound();
            var check = reader.check(files("body.html", USES + text));

            assertThat(check)
                    .as(() -> text + "\n"
                            + (check instanceof TemplateCheck.Refused refused
                                    ? Finding.asText(refused.findings())
                                    : ""))
                    .isInstanceOf(TemplateCheck.Accepted.class);
            var template =
                    ((TemplateCheck.Accepted) check).templates().find("sample").orElseThrow();
            assertThat(template.render("en", "email", values("Mali")).html()).isNotBlank();
            var typed = mutants.typed();
            var html = template.render("en", "email", values(typed)).html();
            assertThat(html).as(text + " with " + typed).doesNotContain("<script", "<img", SECRET);
        }
        nothingHappened("sound ones");
    }

    private TemplateMutants mutants() throws IOException {
        var port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        return new TemplateMutants(new SplittableRandom(SEED), canary.toString(), "http://127.0.0.1:" + port + "/");
    }

    private void written(Template template, Map<String, Object> typed, String text) {
        var values = new HashMap<>(values("Mali"));
        values.putAll(typed);
        try {
            var rendered = template.render("en", "email", values);
            harmless(String.join("\n", rendered.parts().values()), text);
        } catch (TemplateFailure skipped) {
            harmless(String.valueOf(skipped.getMessage()), text);
        }
    }

    /** The second wall: what the engine alone would do, with an object among the values that no sender can supply. */
    private void pastTheCheck(String text, boolean isHtml) {
        if (text.contains("999999")) {
            // the engine alone would count that far
            return;
        }
        try {
            var part = new MessagePart(
                    new PartName("en", "email", PartName.TEXT), engine.parse(text, isHtml), List.of(), Set.of());
            var values = new HashMap<>(values("Mali"));
            values.put("object", object);
            harmless(part.render("sample", values), text);
        } catch (RuntimeException | StackOverflowError refused) {
            harmless(String.valueOf(refused.getMessage()), text);
        }
    }

    private static void harmless(String said, String text) {
        assertThat(said).as(text).doesNotContain(SECRET, "class java.", Canary.SAID);
    }

    private void nothingHappened(String text) throws IOException {
        assertThat(Files.exists(canary)).as("a file after " + text).isFalse();
        assertThat(processes()).as("processes after " + text).isSubsetOf(processes);
        try (var caller = socket.accept()) {
            assertThat(caller).as("a call after " + text).isNull();
        }
        assertThat(object.calls).as("calls after " + text).isZero();
    }

    private static Set<Long> processes() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static Map<String, Object> values(String typed) {
        return Map.of("x", typed, "number", 7, "list", List.of("a", typed), "map", Map.of("name", typed));
    }

    private static List<DefinitionFile> files(String body, String text) {
        return List.of(
                TemplateFiles.file("meta.yaml", META),
                TemplateFiles.file("en/email/subject.txt", "Hello"),
                new DefinitionFile("messages/sample/en/email/" + body, text.getBytes(UTF_8)));
    }

    /** Counts whether anybody calls it. */
    public static final class Canary {

        private static final String SAID = "said by an object";

        private int calls;

        public String getSecret() {
            calls++;
            return SAID;
        }
    }
}
