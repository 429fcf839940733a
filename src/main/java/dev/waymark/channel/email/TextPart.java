package dev.waymark.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;

/**
 * A text as a part of a mail, encoded once: left to itself the library encodes it twice, and byte by byte into the
 * connection. Base64 where most letters are of other scripts, quoted-printable where some are or lines are long.
 */
final class TextPart {

    /** RFC 5321, section 4.5.3.1.6, without the line's end. */
    private static final int LONGEST_LINE = 998;

    private static final int LAST_OF_ASCII = 127;
    private static final String LINE_END = "\r\n";

    private TextPart() {}

    /** @param subtype of the media type text */
    static MimeBodyPart of(String text, String subtype) throws MessagingException {
        var encoding = encoding(text);
        var headers = new InternetHeaders();
        headers.setHeader("Content-Type", "text/" + subtype + "; charset=UTF-8");
        headers.setHeader("Content-Transfer-Encoding", encoding);
        return new MimeBodyPart(headers, encoded(text, encoding));
    }

    private static String encoding(String text) {
        var others = 0;
        var line = 0;
        var longest = 0;
        for (int i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            others += letter > LAST_OF_ASCII ? 1 : 0;
            line = letter == '\n' ? 0 : line + 1;
            longest = Math.max(longest, line);
        }
        if (others * 2 > text.length()) {
            return "base64";
        }
        return others > 0 || longest > LONGEST_LINE ? "quoted-printable" : "7bit";
    }

    private static byte[] encoded(String text, String encoding) {
        return switch (encoding) {
            case "base64" -> Base64.getMimeEncoder().encode(withLineEndsOfMail(text));
            case "quoted-printable" -> quoted(withLineEndsOfMail(text));
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Within an encoding nobody else can put them right (RFC 2045, sections 6.7 and 6.8). */
    private static byte[] withLineEndsOfMail(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace("\n", LINE_END)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** By Mime4j: Jakarta Mail's own takes four times as long, which was two thirds of the time of sending a mail. */
    private static byte[] quoted(byte[] plain) {
        var quoted = new ByteArrayOutputStream(plain.length + plain.length / 4);
        try (var encoder = new QuotedPrintableOutputStream(quoted, false)) {
            encoder.write(plain);
            // it keeps a blank at the end of a line, and not one at the end of all
            encoder.write(LINE_END.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Into memory", impossible);
        }
        return Arrays.copyOf(quoted.toByteArray(), quoted.size() - LINE_END.length());
    }
}
