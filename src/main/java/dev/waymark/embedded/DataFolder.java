package dev.waymark.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The one folder with all data, locked for as long as this process lives, because two brokers on one log destroy it.
 *
 * <p>The lock is the operating system's: it ends with the process, however that ends. The lock file stays behind as the
 * mark by which the folder is known as Waymark's.
 */
final class DataFolder {

    static final String LOCK_FILE = "waymark.lock";

    /** Twice what the broker wants, see {@link BrokerCommand}; with less, a start would end in a broker that waits. */
    static final long LEAST_FREE_BYTES = 1L << 30;

    private final Path path;
    private final FileChannel lockChannel;

    private DataFolder(Path path, FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    static DataFolder open(Path wanted) {
        try {
            var path = createForOwnerOnly(wanted.toAbsolutePath().normalize()).toRealPath();
            requireFree(path, Files.getFileStore(path).getUsableSpace());
            return lock(path, path.resolve(LOCK_FILE));
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to keep data in %s, but %s: choose a folder you may write to with --data DIR."
                            .formatted(wanted, Sentences.reason(failure)),
                    failure);
        }
    }

    static void requireFree(Path path, long bytes) {
        if (bytes < LEAST_FREE_BYTES) {
            throw new StartRefused(
                    "Expected at least %d MB free for the data in %s, but there are %d: free some, or choose a folder on another disk with --data DIR."
                            .formatted(LEAST_FREE_BYTES >> 20, path, bytes >> 20));
        }
    }

    /** The broker's log holds what people are called and where they are written to. */
    private static Path createForOwnerOnly(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return path;
        }
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(path, ownerOnly);
    }

    private static DataFolder lock(Path path, Path lockFile) throws IOException {
        var channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartRefused(
                    "Expected the data folder %s to be free, but another Waymark (process %s) is using it: stop that one, or choose another folder with --data DIR."
                            .formatted(path, Files.readString(lockFile).strip()));
        }
        var pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
        return new DataFolder(path, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    /** A folder inside, created where it is missing. */
    Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to create %s in %s, but %s.".formatted(name, path, Sentences.reason(failure)), failure);
        }
    }

    void release() {
        try {
            lockChannel.close();
        } catch (IOException failure) {
            // the lock ends with the process at the latest
        }
    }
}
