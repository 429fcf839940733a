package dev.waymark.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Most of what is awaited happens within milliseconds: Awaitility's tenth of a second before each look is most of a test. */
final class QuickPolls implements BeforeAllCallback {

    private static final Duration EVERY = Duration.ofMillis(20);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultPollInterval(EVERY);
        Awaitility.setDefaultPollDelay(Duration.ZERO);
    }
}
