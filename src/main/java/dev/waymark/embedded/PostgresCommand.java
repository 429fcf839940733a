package dev.waymark.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one of PostgreSQL's own programs to its end. */
final class PostgresCommand {

    private static final long ROOT = 0;

    private final Path programs;

    PostgresCommand(Path programs) {
        this.programs = programs;
    }

    /** Returns whether the program ended well. */
    boolean succeeds(String program, String... arguments) {
        return run(program, arguments).exitCode() == 0;
    }

    /** Refuses the start with the program's own last line where it does not end well. */
    void expect(String aim, String program, String... arguments) {
        var result = run(program, arguments);
        if (result.exitCode() != 0) {
            throw new StartRefused("Expected to %s, but %s ended with %d: %s"
                    .formatted(aim, program, result.exitCode(), result.lastLine()));
        }
    }

    private Result run(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (new UnixSystem().getUid() == ROOT) {
            // PostgreSQL refuses to run as root; in a user namespace of its own the same owner is nobody special
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to run %s, but %s.".formatted(command.getFirst(), Sentences.reason(failure)), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartRefused("Expected %s to end, but Waymark was told to stop.".formatted(program), interrupted);
        }
    }

    private record Result(int exitCode, String output) {

        String lastLine() {
            var lines = output.strip().lines().toList();
            return lines.isEmpty() ? "(no output)" : lines.getLast();
        }
    }
}
