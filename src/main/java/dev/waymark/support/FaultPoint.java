package dev.waymark.support;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Places where a test may kill the process, because a random kill almost never hits a window of microseconds.
 *
 * <p>Off unless {@code waymark.fault.kill-at} names a point; then the process halts there, without shutdown hooks,
 * the first time it is passed.
 */
@Singleton
public class FaultPoint {

    /** As the shell reports a process that got SIGKILL. */
    private static final int KILLED = 137;

    private final Optional<String> killAt;

    FaultPoint(@ConfigProperty(name = "waymark.fault.kill-at") Optional<String> killAt) {
        this.killAt = killAt;
    }

    /** Passes the point, or dies there. */
    public void pass(String point) {
        if (killAt.isPresent() && killAt.get().equals(point)) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
