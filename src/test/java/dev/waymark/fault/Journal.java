package dev.waymark.fault;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What clients meant to send, written before they sent it, and what they were answered. Append-only and thread-safe.
 *
 * <p>An answer of 200 means "must be there once", a refusal "must not be there", and anything else "may be there,
 * but at most once".
 */
final class Journal implements AutoCloseable {

    enum Fate {
        OPEN,
        REFUSED,
        ACKNOWLEDGED
    }

    private final Path file;
    private final BufferedWriter lines;

    Journal(Path file) throws IOException {
        this.file = file;
        this.lines = Files.newBufferedWriter(file);
    }

    void intend(List<String> messageIds) {
        write("intent", messageIds);
    }

    void acknowledged(List<String> messageIds) {
        write("acknowledged", messageIds);
    }

    void refused(List<String> messageIds) {
        write("refused", messageIds);
    }

    /** Every message id and the best it was answered, read back from the file. */
    Map<String, Fate> fates() throws IOException {
        var fates = new HashMap<String, Fate>();
        for (var line : Files.readAllLines(file)) {
            var words = line.split(" ");
            var fate = switch (words[0]) {
                case "acknowledged" -> Fate.ACKNOWLEDGED;
                case "refused" -> Fate.REFUSED;
                default -> Fate.OPEN;
            };
            for (int i = 1; i < words.length; i++) {
                fates.merge(words[i], fate, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        return fates;
    }

    private synchronized void write(String what, List<String> messageIds) {
        try {
            lines.write(what + " " + String.join(" ", messageIds) + "\n");
            lines.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
