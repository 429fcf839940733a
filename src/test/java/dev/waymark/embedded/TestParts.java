package dev.waymark.embedded;

import java.nio.file.Path;

/** Where the build puts the broker and its plugin for tests. */
final class TestParts {

    private TestParts() {}

    static EmbeddedOptions in(Path dataFolder) {
        return new EmbeddedOptions(
                dataFolder,
                false,
                Path.of(System.getProperty("waymark.test.broker-home")),
                Path.of(System.getProperty("waymark.test.broker-plugin")));
    }
}
