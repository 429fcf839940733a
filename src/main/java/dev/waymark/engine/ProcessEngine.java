package dev.waymark.engine;

import dev.waymark.support.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The engine's commands, as an adapter offers them. Thread-safe.
 *
 * <p>Each may have happened although it failed: callers key what they do, or let the claim decide. A command that is
 * refused for what it is, and would be again, fails with a {@link Failure} that is not retryable.
 */
public interface ProcessEngine {

    /** A deployed model. */
    record Deployed(long definitionKey, int version) {}

    /** Whether the engine takes commands now. */
    boolean isReady();

    /** Deploys models by name, all or none; the same bytes again give the same answer. Blocks. */
    Map<String, Deployed> deploy(Map<String, byte[]> models) throws Failure;

    /** Starts an instance that knows its enrolment's id and nothing else; answers its key. */
    CompletionStage<Long> start(long definitionKey, EnrolmentId enrolment);

    /**
     * A message for whoever waits for its name and key.
     *
     * @param id a repeat with the same id is no other message while the first one lives
     */
    record Message(String name, String correlationKey, String id) {}

    /** Publishes a message, which lives for {@code ttl} where nobody waits yet. */
    CompletionStage<Void> publish(Message message, Duration ttl);

    /** Ends an instance; one that is gone already is fine. */
    CompletionStage<Void> cancel(long instance);

    /**
     * Lets a step that has stopped be tried again; one that goes on already, or is gone, is fine.
     *
     * @param job the job without tries left, or null where no job stopped
     */
    CompletionStage<Void> retry(long incident, @Nullable Long job);

    /** Whether this engine's time may be moved: only that of the embedded broker may. */
    boolean isClockMovable();

    /** Makes the engine's clock stand {@code offset} before real time; where it does already, nothing happens. */
    void alignClock(Duration offset) throws Failure;

    /**
     * Something that changes whenever the engine has done anything, empty while steps are being worked on. The same
     * answer twice in a row means that it is quiet.
     */
    Optional<String> restingAt();

    /** Opens the workers. Called once. */
    void work(List<StepHandler> handlers, EnrolmentClaim claim);
}
