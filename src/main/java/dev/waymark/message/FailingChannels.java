package dev.waymark.message;

import jakarta.enterprise.context.ApplicationScoped;

/** Which providers take nothing, as this process has seen them. Thread-safe. */
@ApplicationScoped
public class FailingChannels {

    private final ChannelTurns turns;

    FailingChannels(ChannelTurns turns) {
        this.turns = turns;
    }

    /** Whether the provider of this channel took none of the last messages, so that it is asked seldom. */
    public boolean isFailing(String channel) {
        return turns.isFailing(channel);
    }
}
