package dev.waymark.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Folders below {@code target} that end with the test run, hundreds of megabytes each.
 *
 * <p>Named by the process, so that a later run can delete what a killed one has left.
 */
final class TestFolders {

    private static final Path ALL = Path.of("target/test-data").toAbsolutePath();

    private TestFolders() {}

    static Path create(String name) {
        try {
            Files.createDirectories(ALL);
            deleteLeftovers();
            return Files.createTempDirectory(ALL, ProcessHandle.current().pid() + "-" + name + "-");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Does nothing where it is gone; a file that goes meanwhile is as good as deleted. */
    static void delete(Path folder) {
        try {
            if (Files.exists(folder)) {
                Files.walkFileTree(folder, new Deletion());
            }
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }

    private static void deleteLeftovers() throws IOException {
        try (var folders = Files.list(ALL)) {
            folders.filter(TestFolders::isLeftover).forEach(TestFolders::delete);
        }
    }

    private static boolean isLeftover(Path folder) {
        var pid = folder.getFileName().toString().split("-", 2)[0];
        return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
