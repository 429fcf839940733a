package dev.waymark.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once from the class path into a folder and found there ever after. */
final class PostgresBinaries {

    private static final int OWNER_EXECUTES = 0100;

    private PostgresBinaries() {}

    /** Returns the folder with {@code bin}, {@code lib} and {@code share}. */
    static Path unpackedIn(Path folder) {
        var complete = folder.resolve("programs");
        if (Files.isDirectory(complete)) {
            return complete;
        }
        try {
            Files.createDirectories(folder);
            var started = Files.createTempDirectory(folder, "unpacking-");
            unpack(started);
            return moveOnceComplete(started, complete);
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to unpack PostgreSQL into %s, but %s.".formatted(folder, Sentences.reason(failure)),
                    failure);
        }
    }

    private static Path moveOnceComplete(Path started, Path complete) throws IOException {
        try {
            return Files.move(started, complete, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            // two processes may unpack at a time; the first to finish serves both
            if (Files.isDirectory(complete)) {
                return complete;
            }
            throw failure;
        }
    }

    private static void unpack(Path target) throws IOException {
        try (var packed = archive();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target);
            }
        }
    }

    private static InputStream archive() throws IOException {
        var system = System.getProperty("os.name").split(" ")[0].replace("Mac", "Darwin");
        var machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        var found = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        if (found == null) {
            throw new StartRefused(
                    "Expected PostgreSQL programs for %s on %s, but this build of Waymark brings none: point QUARKUS_DATASOURCE_JDBC_URL at a PostgreSQL of your own."
                            .formatted(system, machine));
        }
        return found;
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & OWNER_EXECUTES) != 0 && !path.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + path + " executable");
        }
    }
}
