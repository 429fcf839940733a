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

    private static final String PLAIN = "7bit";
    private static final String QUOTED_PRINTABLE = "quoted-printable";
    private static final String BASE64 = "base64";

    private TextPart() {}

    /** @param subtype of the media type text */
    static MimeBodyPart of(String text, String subtype) throws MessagingException {
        var plain = text.getBytes(StandardCharsets.UTF_8);
        var encoding = encoding(text, plain);
        var headers = new InternetHeaders();
        headers.setHeader("Content-Type", "text/" + subtype + "; charset=UTF-8");
        headers.setHeader("Content-Transfer-Encoding", encoding);
        return new MimeBodyPart(headers, encoding.equals(PLAIN) ? plain : encoded(text, encoding));
    }

    /** By what the JDK does many letters at a time: to look at each took a third of the time of sending a mail. */
    private static String encoding(String text, byte[] plain) {
        // every other letter takes more bytes than it takes places in the text
        if (plain.length == text.length()) {
            return hasLongLine(text) ? QUOTED_PRINTABLE : PLAIN;
        }
        var others = text.chars().filter(letter -> letter > LAST_OF_ASCII).count();
        return others * 2 > text.length() ? BASE64 : QUOTED_PRINTABLE;
    }

    private static boolean hasLongLine(String text) {
        var begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            if (end - begin > LONGEST_LINE) {
                return true;
            }
            begin = end + 1;
        }
        return text.length() - begin > LONGEST_LINE;
    }

    private static byte[] encoded(String text, String encoding) {
        var lines = withLineEndsOfMail(text);
        return encoding.equals(BASE64) ? Base64.getMimeEncoder().encode(lines) : quoted(lines);
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
