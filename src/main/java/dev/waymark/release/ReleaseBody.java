package dev.waymark.release;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.TOO_LARGE;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import dev.waymark.support.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A change of rules as it is sent. Fields may be missing until {@link #change()} has looked. */
record ReleaseBody(
        @Schema(description = "Why, in a sentence") @Nullable
        String comment,

        @Schema(description = "Number of the active release, which this changes") @Nullable
        Integer basedOn,

        @Nullable List<SentFile> files,

        @Schema(description = "Paths of files to delete") @Nullable
        List<String> delete) {

    static final int MAX_BYTES = 8 << 20;
    private static final int MAX_COMMENT = 1_000;

    /** A file to add or replace. */
    record SentFile(
            @Schema(examples = "rules/segments/new-signups.drl") @Nullable
            String path,

            @Nullable String content) {}

    /** Reads no further than the limit. */
    static ReleaseChange read(InputStream sent, ObjectMapper json) throws IOException {
        var body = sent.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new RejectedRequest(Rejection.of(
                    TOO_LARGE, "body-too-large", "Expected at most 8 MB, but the body is larger. Send fewer files."));
        }
        ReleaseBody read = new StrictJson().apply(json, ReleaseBody.class).readValue(body);
        if (read == null) {
            throw missing("/comment", "comment to say why");
        }
        return read.change();
    }

    private ReleaseChange change() {
        var why = comment == null ? "" : comment.strip();
        if (why.isEmpty() || why.length() > MAX_COMMENT || why.indexOf(0) >= 0) {
            throw missing("/comment", "comment to say why, in 1 to 1,000 characters");
        }
        if (basedOn == null) {
            throw missing("/basedOn", "basedOn to be the number of the active release");
        }
        return new ReleaseChange(why, basedOn, files == null ? List.of() : files(files), deleted());
    }

    private static List<ReleaseChange.FileText> files(List<SentFile> sent) {
        return sent.stream().map(ReleaseBody::file).toList();
    }

    private static ReleaseChange.FileText file(@Nullable SentFile sent) {
        if (sent == null || sent.path() == null || sent.content() == null) {
            throw missing("/files", "each of the files to have path and content");
        }
        return new ReleaseChange.FileText(sent.path(), sent.content());
    }

    private List<String> deleted() {
        if (delete == null) {
            return List.of();
        }
        for (@Nullable String path : delete) {
            if (path == null) {
                throw missing("/delete", "paths to delete");
            }
        }
        return delete;
    }

    private static RejectedRequest missing(String pointer, String what) {
        return new RejectedRequest(Rejection.at(
                pointer,
                INVALID,
                "invalid" + pointer.toLowerCase(java.util.Locale.ROOT).replace('/', '-'),
                "Expected " + what + ", but it is not so."));
    }
}
