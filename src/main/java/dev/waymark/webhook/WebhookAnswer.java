package dev.waymark.webhook;

import java.time.Duration;

/** What came of a call. */
sealed interface WebhookAnswer {

    /** It was taken. */
    record Taken() implements WebhookAnswer {}

    /** It was not, and would not be another time either. */
    record Refused(String why) implements WebhookAnswer {}

    /**
     * It was not, or nobody knows; another time may be better.
     *
     * @param after how long the other side asks us to wait; zero where it does not say
     */
    record NotNow(String why, Duration after) implements WebhookAnswer {}
}
