package dev.waymark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A Zeebe broker as a child process, started again on the same ports should it end by itself.
 *
 * <p>We hold the pipe to its standard input open and never write: when we end, however, it sees the end of input and
 * ends too. Safe for concurrent use.
 */
final class EmbeddedBroker {

    private static final Logger LOG = Logger.getLogger(EmbeddedBroker.class);
    private static final long SECONDS_TO_STOP = 15;
    private static final long MOST_SECONDS_BEFORE_RESTART = 30;

    private final BrokerCommand command;
    private final BrokerPast past;
    private final BrokerReadiness readiness;
    private Process process;
    private boolean stopping;
    private long secondsBeforeRestart = 1;

    private EmbeddedBroker(BrokerCommand command, BrokerPast past) {
        this.command = command;
        this.past = past;
        this.readiness = new BrokerReadiness(command.ports().actuatorAddress());
        this.process = launch();
    }

    /** Returns at once; the broker needs some seconds more, see {@link #isReady()}. */
    static EmbeddedBroker start(DataFolder folder, EmbeddedOptions options, DatabaseAccess database) {
        var command = new BrokerCommand(folder, options, BrokerPorts.free(), database);
        var past = new BrokerPast(folder.path());
        past.requireKept();
        endLeftover(command);
        var broker = new EmbeddedBroker(command, past);
        LOG.infof("Broker starting. port=%d pid=%d log=%s", command.ports().gateway(), broker.pid(), command.log());
        return broker;
    }

    BrokerPorts ports() {
        return command.ports();
    }

    synchronized long pid() {
        return process.pid();
    }

    boolean isReady() {
        return readiness.isReady();
    }

    /** Ends the broker in order; after a time limit, by force. */
    void stop() {
        past.remember();
        var ending = markStopping();
        // through the handle, because Process.destroy would close the pipe first, and that means: end at once
        ending.toHandle().destroy();
        if (!ends(ending.toHandle())) {
            LOG.warnf("Broker did not stop in time and was killed. pid=%d", ending.pid());
            ending.destroyForcibly();
            ends(ending.toHandle());
        }
    }

    private synchronized Process markStopping() {
        stopping = true;
        return process;
    }

    private Process launch() {
        try {
            var launched = command.prepare().start();
            Files.writeString(pidFile(command), launched.pid() + "\n");
            launched.onExit().thenAccept(this::restartUnlessStopping);
            return launched;
        } catch (IOException failure) {
            throw new StartRefused(
                    "Expected to start the broker, but %s.".formatted(Sentences.reason(failure)), failure);
        }
    }

    private void restartUnlessStopping(Process ended) {
        if (isStopping()) {
            return;
        }
        LOG.warnf("Broker ended by itself and is started again. exitCode=%d log=%s", ended.exitValue(), command.log());
        CompletableFuture.delayedExecutor(nextDelay(), TimeUnit.SECONDS).execute(this::restart);
    }

    /** Doubles from one end to the next, so that a broker which cannot start does not fill the log. */
    private synchronized long nextDelay() {
        var delay = secondsBeforeRestart;
        secondsBeforeRestart = Math.min(2 * delay, MOST_SECONDS_BEFORE_RESTART);
        return delay;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    private synchronized void restart() {
        if (stopping) {
            return;
        }
        try {
            process = launch();
        } catch (StartRefused refused) {
            LOG.warnf("Broker could not be started again, trying on. reason=%s", refused.getMessage());
            CompletableFuture.delayedExecutor(nextDelay(), TimeUnit.SECONDS).execute(this::restart);
        }
    }

    private static void endLeftover(BrokerCommand command) {
        Leftover.namedIn(pidFile(command), BrokerCommand.MAIN, command.mark()).ifPresent(left -> {
            LOG.infof("Ending the broker an earlier run left behind. pid=%d", left.pid());
            left.destroyForcibly();
            if (!ends(left)) {
                throw new StartRefused(
                        "Expected to end the broker an earlier run left behind, but process %d does not end: end it yourself."
                                .formatted(left.pid()));
            }
        });
    }

    private static boolean ends(ProcessHandle handle) {
        try {
            handle.onExit().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path pidFile(BrokerCommand command) {
        return command.data().resolve("broker.pid");
    }
}
