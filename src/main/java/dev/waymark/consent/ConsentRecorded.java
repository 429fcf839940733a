package dev.waymark.consent;

import dev.waymark.profile.ProfileId;
import java.util.UUID;

/** A consent or withdrawal was recorded. Fired in the transaction that stores it; says nothing about the person. */
public record ConsentRecorded(
        ProfileId profile, UUID record, String topic, ConsentChannel channel, boolean given, String actor) {}
