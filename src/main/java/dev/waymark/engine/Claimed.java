package dev.waymark.engine;

import java.util.UUID;

/**
 * What a step may know of the enrolment it acts for, once the claim has been won.
 *
 * @param profile id of the profile
 * @param journey key of the journey
 * @param version of the journey this enrolment is pinned to
 */
public record Claimed(EnrolmentId enrolment, UUID profile, String journey, int version) {}
