package dev.waymark.message;

/**
 * How many people the messages of one step went to on one channel, and what became of them. People are counted once, and
 * programs never.
 *
 * @param sent whose message a provider has taken
 */
public record SendFigures(
        String element,
        String channel,
        long sent,
        long delivered,
        long opened,
        long clicked,
        long replied,
        long bounced,
        long complained,
        long unsubscribed) {}
