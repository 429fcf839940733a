package dev.waymark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A process an earlier, killed Waymark may have left running, recognised by more than its number. */
final class Leftover {

    private Leftover() {}

    /** The process whose id stands in the first line of a file, if it lives and its command line has both marks. */
    static Optional<ProcessHandle> namedIn(Path pidFile, String program, String place) {
        return pid(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> {
                    var command = handle.info().commandLine().orElse("");
                    return command.contains(program) && command.contains(place);
                });
    }

    private static Optional<Long> pid(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException noSuchFile) {
            return Optional.empty();
        }
    }
}
