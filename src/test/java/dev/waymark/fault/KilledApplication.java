package dev.waymark.fault;

import dev.waymark.testing.RunningApplication;
import java.nio.file.Path;
import java.util.Map;

/** Waymark itself, on one port and one data folder; the time runs from the new process on. */
final class KilledApplication implements Killed, AutoCloseable {

    private final Path data;
    private final int port;
    private RunningApplication running;

    KilledApplication(Path data, int port) throws Exception {
        this.data = data;
        this.port = port;
        this.running = RunningApplication.start(data, port, Map.of());
    }

    RunningApplication running() {
        return running;
    }

    /** What it has printed since the first start. */
    Path log() {
        return RunningApplication.log(data);
    }

    @Override
    public String name() {
        return "application";
    }

    @Override
    public void kill() {
        running.kill();
    }

    @Override
    public void bringBack() throws Exception {
        running = RunningApplication.start(data, port, Map.of());
    }

    @Override
    public void close() {
        running.close();
    }
}
