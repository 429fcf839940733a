package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;

/**
 * What the person allows now. Who was never asked has neither given nor withdrawn consent. Immutable.
 *
 * <p>For telling people apart. Whether a message may go is asked again when it is sent.
 */
public final class Consent {

    private final Effort effort = Effort.current();
    private final ProfileFacts facts;

    public Consent(ProfileFacts facts) {
        this.facts = facts;
    }

    /** True if the latest the person said about the topic on this channel, or on any, is yes. */
    public boolean given(String topic, String channel) {
        effort.spend();
        return facts.permissions().isGiven(topic, channel);
    }

    /** True if the latest the person said about the topic on this channel, or on any, is no. */
    public boolean withdrawn(String topic, String channel) {
        effort.spend();
        return facts.permissions().isWithdrawn(topic, channel);
    }
}
