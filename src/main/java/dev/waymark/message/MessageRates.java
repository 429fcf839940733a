package dev.waymark.message;

/** Shares of the messages that were sent, 0 to 1; 0 while none was. */
public record MessageRates(
        double delivered,
        double opened,
        double clicked,
        double replied,
        double bounced,
        double complained,
        double unsubscribed,
        double failed) {}
