package dev.waymark.conversion;

import dev.waymark.profile.ProfileId;
import java.util.UUID;

/** A goal was reached. Fired in the transaction that stores it, once for each source event and enrolment. */
public record ConversionRecorded(String goal, ProfileId profile, UUID enrolment, long eventSeq) {}
