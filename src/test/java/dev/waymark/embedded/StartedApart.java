package dev.waymark.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Starts the embedded parts in a JVM of its own, for a test to kill; says STARTED when it has. */
final class StartedApart {

    private StartedApart() {}

    public static void main(String[] args) throws IOException {
        EmbeddedParts.start(TestParts.in(Path.of(args[0])));
        System.out.println("STARTED");
        System.out.flush();
        // until killed, or until the test itself ends
        while (System.in.read() >= 0) {}
    }

    static Process launch(Path dataFolder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dwaymark.test.broker-home=" + System.getProperty("waymark.test.broker-home"),
                        "-Dwaymark.test.broker-plugin=" + System.getProperty("waymark.test.broker-plugin"),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        StartedApart.class.getName(),
                        dataFolder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
