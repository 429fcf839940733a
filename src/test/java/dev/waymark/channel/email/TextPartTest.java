package dev.waymark.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A text in a mail")
class TextPartTest {

    private static final int TEXTS = 2_000;

    /** RFC 2045, sections 6.7 and 6.8. */
    private static final int LONGEST_LINE = 76;

    /** What is written in another way, or where a line may be broken wrongly. */
    private static final String[] PIECES = {
        "word ",
        "=",
        "=20",
        " ",
        "\t",
        "\n",
        "ä",
        "ü",
        "€",
        ".",
        "\n.\n",
        " \n",
        "\t\n",
        "\r",
        " \r",
        "\r\r\n",
        "<b>",
        "🎉",
        "x".repeat(75),
        "สวัสดี"
    };

    @Test
    void shouldBeReadAsItWasWrittenWhateverIsInIt() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < TEXTS; i++) {
            var text = somePieces(random) + (random.nextBoolean() ? "end" : "");
            var part = TextPart.of(text, "plain");
            var wire = new ByteArrayOutputStream();
            part.writeTo(wire);
            var lines = wire.toString(StandardCharsets.US_ASCII).split("\r\n");

            assertThat(withOneKindOfLineEnd(part.getContent().toString()))
                    .as("text %d", i)
                    .isEqualTo(withOneKindOfLineEnd(text));
            if (!part.getEncoding().equals("7bit")) {
                assertThat(Arrays.stream(lines).skip(3))
                        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(LONGEST_LINE));
                assertThat(wire.toString(StandardCharsets.ISO_8859_1))
                        .as("letters of ASCII")
                        .isEqualTo(wire.toString(StandardCharsets.US_ASCII));
                assertThat(Arrays.stream(lines).skip(3)).noneMatch(line -> line.endsWith(" ") || line.endsWith("\t"));
            }
        }
    }

    /** RFC 5321, section 4.5.3.1.6: 998 letters and the end of the line. */
    @Test
    void shouldGoAsItIsOnlyWhereNoLineIsTooLongForAServer() throws Exception {
        var longest = "x".repeat(998);
        assertThat(encoding(longest)).isEqualTo("7bit");
        assertThat(encoding("short\n" + longest + "\n" + longest)).isEqualTo("7bit");
        assertThat(encoding(longest + "x")).isEqualTo("quoted-printable");
        assertThat(encoding("short\n" + longest + "x")).isEqualTo("quoted-printable");
        assertThat(encoding("short\n" + longest + "x\nshort")).isEqualTo("quoted-printable");
        assertThat(encoding("é")).isEqualTo("base64");
        assertThat(encoding("é and more letters of ASCII")).isEqualTo("quoted-printable");
    }

    private static String encoding(String text) throws MessagingException {
        return TextPart.of(text, "plain").getEncoding();
    }

    private static String withOneKindOfLineEnd(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String somePieces(Random random) {
        var first = random.nextInt(4) == 0 ? "x".repeat(1_000) : "";
        return first
                + IntStream.range(0, random.nextInt(60))
                        .mapToObj(piece -> PIECES[random.nextInt(PIECES.length)])
                        .collect(Collectors.joining());
    }
}
