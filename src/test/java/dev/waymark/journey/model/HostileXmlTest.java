package dev.waymark.journey.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A hostile journey file")
class HostileXmlTest {

    private static final String MODEL = "xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"";

    @Test
    void shouldNotMakeTheReaderOpenASocket() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // given
            var address = "http://127.0.0.1:" + server.getLocalPort() + "/x";

            // when
            findings("<!DOCTYPE d SYSTEM \"" + address + "\"><definitions " + MODEL + "/>");
            findings("<!DOCTYPE d [<!ENTITY % p SYSTEM \"" + address + "\"> %p;]><definitions " + MODEL + "/>");
            findings("<!DOCTYPE d [<!ENTITY e SYSTEM \"" + address + "\">]><definitions " + MODEL
                    + ">&e;</definitions>");
            findings("<?xml-stylesheet href=\"" + address + "\"?><definitions " + MODEL
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a " + address
                    + "\"><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + address
                    + "\"/></definitions>");

            // then
            assertThat(isCalled(server)).isFalse();
        }
    }

    @Test
    void shouldNotShowTheContentOfAFile(@TempDir Path folder) throws IOException {
        // given
        var canary = Files.writeString(folder.resolve("canary.txt"), "canary-secret");

        // when
        var text = findings("<!DOCTYPE d [<!ENTITY e SYSTEM \"" + canary.toUri() + "\">]><definitions " + MODEL
                + "><process id=\"&e;\"/></definitions>");

        // then
        assertThat(text).isNotEmpty().doesNotContain("canary-secret");
    }

    @Test
    void shouldBeRefusedWhenLargerThanTheCap() {
        // given
        var content = new byte[JourneyXmlReader.MAX_BYTES + 1];

        // when
        var text = Finding.asText(refused(content));

        // then
        assertThat(text)
                .isEqualTo("bpmn/journeys/hostile.bpmn: Expected a journey file of at most 512 KB, but it is larger."
                        + " Split the journey.");
    }

    @Test
    void shouldBeRefusedWhenNestedTooDeep() {
        // given
        var depth = XmlTree.MAX_DEPTH + 1;

        // when
        var text = findings("<a>".repeat(depth) + "</a>".repeat(depth));

        // then
        assertThat(text).contains("Expected XML at most 32 levels deep, but it is deeper.");
    }

    @Test
    void shouldBeRefusedWhenItHasTooManyElements() {
        // when
        var text = findings("<a>" + "<b/>".repeat(XmlTree.MAX_ELEMENTS) + "</a>");

        // then
        assertThat(text).contains("Expected at most 5000 XML elements, but there are more.");
    }

    @Test
    void shouldBeRefusedWhenItIsAnArchive() {
        // given
        var zip = new byte[] {'P', 'K', 3, 4, 20, 0, (byte) 0xff, (byte) 0xfe};

        // when
        var text = Finding.asText(refused(zip));

        // then
        assertThat(text).contains("Expected a journey file in UTF-8");
    }

    @Test
    void shouldBeRefusedWhenItsRootIsNotBpmn() {
        // when
        var text = findings("<definitions><process id=\"HostileJourney\"/></definitions>");

        // then
        assertThat(text).contains("Expected a BPMN file with one process");
    }

    @Test
    @Timeout(20)
    void shouldBeCheckedInBoundedTimeHoweverTangled() {
        // given
        var tangle = new StringBuilder("<definitions " + MODEL + "><process id=\"HostileJourney\">");
        var steps = 1_600;
        for (var i = 0; i < steps; i++) {
            tangle.append("<serviceTask id=\"t").append(i).append("\"/>");
            tangle.append("<sequenceFlow id=\"f")
                    .append(i)
                    .append("\" sourceRef=\"t")
                    .append(i);
            tangle.append("\" targetRef=\"t").append((i + 1) % steps).append("\"/>");
            tangle.append("<sequenceFlow id=\"g")
                    .append(i)
                    .append("\" sourceRef=\"t")
                    .append(i);
            tangle.append("\" targetRef=\"t").append(i * 7 % steps).append("\"/>");
        }

        // when
        var text = findings(tangle + "</process></definitions>");

        // then
        assertThat(text).contains("Expected a wait in every loop");
    }

    @Test
    @Timeout(5)
    void shouldHaveItsConditionsCheckedInBoundedTime() {
        // given
        var condition = "=decision=\"a\"" + " and decision=\"a\"".repeat(20) + "!";

        // when
        var text = findings("<definitions " + MODEL + "><process id=\"HostileJourney\"><sequenceFlow id=\"f\">"
                + "<conditionExpression>" + condition
                + "</conditionExpression></sequenceFlow></process></definitions>");

        // then
        assertThat(text).contains("Expected a condition that only compares decision or arm");
    }

    private static boolean isCalled(ServerSocket server) throws IOException {
        server.setSoTimeout(200);
        try (var call = server.accept()) {
            return call.isConnected();
        } catch (SocketTimeoutException nobody) {
            return false;
        }
    }

    private static String findings(String xml) {
        return Finding.asText(refused(xml.getBytes(UTF_8)));
    }

    private static List<Finding> refused(byte[] content) {
        var file = DefinitionFiles.named("hostile.bpmn", content);
        return switch (new JourneyLinker().check(file, DefinitionFiles.knownKeys())) {
            case JourneyCheck.Refused(var findings) -> findings;
            case JourneyCheck.Accepted accepted ->
                throw new AssertionError("accepted: " + accepted.model().key());
        };
    }
}
