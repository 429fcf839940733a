package dev.waymark.console;

import org.jspecify.annotations.Nullable;

/** An enrolment in a list. */
public record EnrolmentRow(
        String id,
        String journeyKey,
        String journeyTitle,
        String profile,
        String status,
        @Nullable String outcome,
        String enrolledAt,
        @Nullable String standsAt) {}
