package dev.waymark.imports;

import dev.waymark.support.RejectedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Hands files in for whoever offers a place to send them to: kept whole before the answer, worked in the background.
 * Thread-safe; a transaction of its own for each file.
 */
@ApplicationScoped
public class FileImports {

    private static final String JSON = "application/json";

    private final ImportIntake intake;
    private final ImportWork work;

    FileImports(ImportIntake intake, ImportWork work) {
        this.intake = intake;
        this.work = work;
    }

    /**
     * Takes a CSV file, or for kinds that are no events a JSON list.
     *
     * @param mediaType of the body
     * @param requestKey of the header Idempotency-Key, or null
     * @throws RejectedRequest where nothing of the file can be taken
     */
    public ImportView take(
            ImportKind kind, String source, String mediaType, @Nullable String requestKey, InputStream body)
            throws IOException {
        return take(new Handed(kind, source, mediaType.startsWith(JSON), requestKey), body);
    }

    ImportView take(Handed handed, InputStream body) throws IOException {
        try (var upload = Upload.of(body)) {
            var taken = intake.take(handed, upload);
            work.wake();
            return taken;
        } catch (RefusedFile refused) {
            throw new RejectedRequest(refused.rejection());
        }
    }
}
