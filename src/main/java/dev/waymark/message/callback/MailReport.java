package dev.waymark.message.callback;

import dev.waymark.message.link.ReturnAddress;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report about one mail of ours, read with a mail library: a delivery status notification (RFC 3464) or a complaint
 * (RFC 5965). Whatever it says of addresses is not looked at: only our own token names the message.
 *
 * @param outcome what it reports
 * @param status of a delivery, such as 5.1.1 (RFC 3463); empty of a complaint
 * @param tokens that may name the message
 * @param at when it was written; null where it does not say
 */
record MailReport(
        Outcome outcome,
        String status,
        List<String> tokens,
        @Nullable Instant at) {

    /** What a report can say. */
    enum Outcome {
        DELIVERED,
        BOUNCED,
        COMPLAINED,
        /** Nothing is decided yet, or it is about something else. */
        NOTHING
    }

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Pattern TOKEN =
            Pattern.compile(ReturnAddress.PREFIX + "([0-9a-f]{58})@", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_TOKEN = Pattern.compile("\\s*([0-9a-fA-F]{58})\\s*");
    private static final Pattern STATUS = Pattern.compile("\\s*([245]\\.\\d{1,3}\\.\\d{1,3})\\b.*", Pattern.DOTALL);

    /** Where a mail server says for whom a mail came. */
    private static final List<String> ARRIVED_FOR =
            List.of("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To");

    private static final List<String> LEFT_FROM = List.of("Return-Path", "Original-Mail-From", "X-Envelope-From");

    /** Empty where it is no such report. */
    static Optional<MailReport> read(byte[] raw) {
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            if (!message.isMimeType("multipart/report")) {
                return Optional.empty();
            }
            var kind = new ContentType(message.getContentType()).getParameter("report-type");
            var parts = new MimeMultipart(message.getDataHandler().getDataSource());
            return "feedback-report".equalsIgnoreCase(kind)
                    ? complaint(message, parts)
                    : "delivery-status".equalsIgnoreCase(kind) ? delivery(message, parts) : Optional.empty();
        } catch (MessagingException | IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<MailReport> delivery(MimeMessage message, MimeMultipart parts)
            throws MessagingException, IOException {
        var report = part(parts, "message/delivery-status");
        if (report.isEmpty()) {
            return Optional.empty();
        }
        var fields = blocks(report.get().getInputStream());
        var action = first(fields, "Action").toLowerCase(Locale.ROOT).strip();
        var status = STATUS.matcher(first(fields, "Status"));
        var outcome = switch (action) {
            case "failed" -> Outcome.BOUNCED;
            case "delivered" -> Outcome.DELIVERED;
            default -> Outcome.NOTHING;
        };
        return Optional.of(new MailReport(
                outcome, status.matches() ? status.group(1) : "5.0.0", tokens(message, parts, fields), sent(message)));
    }

    private static Optional<MailReport> complaint(MimeMessage message, MimeMultipart parts)
            throws MessagingException, IOException {
        var report = part(parts, "message/feedback-report");
        if (report.isEmpty()) {
            return Optional.empty();
        }
        var fields = blocks(report.get().getInputStream());
        // RFC 5965, section 3.1, and RFC 6430: who takes a complaint back says so
        var type = first(fields, "Feedback-Type").strip();
        var outcome =
                type.equalsIgnoreCase("abuse") || type.equalsIgnoreCase("fraud") ? Outcome.COMPLAINED : Outcome.NOTHING;
        return Optional.of(new MailReport(outcome, "", tokens(message, parts, fields), sent(message)));
    }

    private static Optional<BodyPart> part(MimeMultipart parts, String type) throws MessagingException {
        for (var i = 0; i < parts.getCount(); i++) {
            if (parts.getBodyPart(i).isMimeType(type)) {
                return Optional.of(parts.getBodyPart(i));
            }
        }
        return Optional.empty();
    }

    /** Fields about the report, and after an empty line those about each recipient; a mail of ours has one. */
    private static List<InternetHeaders> blocks(InputStream report) throws MessagingException, IOException {
        var blocks = new ArrayList<InternetHeaders>();
        var rest = new ByteArrayInputStream(report.readAllBytes());
        while (rest.available() > 0 && blocks.size() < 10) {
            blocks.add(new InternetHeaders(rest));
        }
        return blocks;
    }

    private static String first(List<InternetHeaders> blocks, String name) {
        return values(blocks, List.of(name)).findFirst().orElse("");
    }

    private static Stream<String> values(List<InternetHeaders> blocks, List<String> names) {
        return blocks.stream()
                .flatMap(block -> names.stream().flatMap(name -> {
                    var values = block.getHeader(name);
                    return values == null ? Stream.empty() : Stream.of(values);
                }));
    }

    /** The address it came back to, and what the mail itself says where it is returned. */
    private static List<String> tokens(MimeMessage report, MimeMultipart parts, List<InternetHeaders> fields)
            throws MessagingException, IOException {
        var found = new ArrayList<String>();
        for (var name : ARRIVED_FOR) {
            var values = report.getHeader(name);
            Stream.ofNullable(values).flatMap(Stream::of).forEach(value -> find(TOKEN, value, found));
        }
        values(fields, LEFT_FROM).forEach(value -> find(TOKEN, value, found));
        var returned = part(parts, "message/rfc822").or(() -> headersOnly(parts));
        if (returned.isPresent()) {
            var ours = List.of(new InternetHeaders(returned.get().getInputStream()));
            values(ours, LEFT_FROM).forEach(value -> find(TOKEN, value, found));
            values(ours, List.of(ReturnAddress.HEADER)).forEach(value -> find(BARE_TOKEN, value, found));
        }
        return List.copyOf(found);
    }

    private static Optional<BodyPart> headersOnly(MimeMultipart parts) {
        try {
            return part(parts, "text/rfc822-headers");
        } catch (MessagingException unreadable) {
            return Optional.empty();
        }
    }

    private static void find(Pattern pattern, String text, List<String> found) {
        pattern.matcher(text)
                .results()
                .forEach(match -> found.add(match.group(1).toLowerCase(Locale.ROOT)));
    }

    private static @Nullable Instant sent(Message message) throws MessagingException {
        var date = message.getSentDate();
        return date == null ? null : date.toInstant();
    }
}
