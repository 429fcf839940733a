package dev.waymark.template;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.TOO_LARGE;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import dev.waymark.support.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version of a template as it is sent. Fields may be missing until {@link #sound()} has looked. */
record TemplateBody(
        @Schema(description = "Why, in a sentence") @Nullable
        String comment,

        @Schema(description = "Number of the version whose other files stay; without it these files are all") @Nullable
        Integer basedOn,

        @Schema(
                description =
                        "Text by path, such as en/email/body.html; null deletes a file of the version it is based on")
        @Nullable
        Map<String, @Nullable String> files) {

    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_FILES = 200;
    private static final int MAX_COMMENT = 1_000;
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*(?:/[A-Za-z0-9][A-Za-z0-9.-]*){0,3}");
    private static final int LONGEST_PATH = 100;

    /** Reads no further than the limit. */
    static byte[] read(InputStream sent) throws IOException {
        var body = sent.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new RejectedRequest(Rejection.of(
                    TOO_LARGE,
                    "body-too-large",
                    "Expected at most 1 MB, but the body is larger. Send fewer languages at a time, with basedOn."));
        }
        return body;
    }

    static TemplateBody readJson(InputStream sent, ObjectMapper json) throws IOException {
        TemplateBody read = new StrictJson().apply(json, TemplateBody.class).readValue(read(sent));
        if (read == null) {
            throw missing("/comment", "comment to say why");
        }
        return read.sound();
    }

    /** Comment and files in a form that can be stored. */
    TemplateBody sound() {
        var why = comment == null ? "" : comment.strip();
        if (why.isEmpty() || why.length() > MAX_COMMENT || !isPlainText(why)) {
            throw missing("/comment", "comment to say why, in 1 to 1,000 characters");
        }
        if (files == null || files.isEmpty() || files.size() > MAX_FILES) {
            throw missing("/files", "files to hold 1 to 200 texts by path");
        }
        files.forEach(TemplateBody::check);
        return new TemplateBody(why, basedOn, files);
    }

    private static void check(String path, @Nullable String text) {
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
            throw missing("/files", "each path to be as meta.yaml or en/email/body.html");
        }
        if (text != null && !isPlainText(text)) {
            throw missing("/files/" + path.replace("/", "~1"), "text, without characters that cannot be stored");
        }
    }

    /** Neither the character 0 nor half of a pair. */
    private static boolean isPlainText(String text) {
        return text.indexOf(0) < 0
                && new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    }

    /** The files of the version it is based on with these in their places. */
    Map<String, String> over(Map<String, String> before) {
        return TemplateTexts.over(before, files == null ? Map.of() : files);
    }

    private static RejectedRequest missing(String pointer, String what) {
        return new RejectedRequest(
                Rejection.at(pointer, INVALID, "invalid-version", "Expected " + what + ", but it is not so."));
    }
}
