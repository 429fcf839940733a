package dev.waymark.console;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The HTML part of a message as an answer of its own, for a frame without rights. */
final class MailBody {

    /** A mail is foreign matter: it may show itself, and nothing else. */
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private MailBody() {}

    static Response of(String html) {
        return Response.ok(html, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header("Content-Security-Policy", POLICY)
                .build();
    }
}
