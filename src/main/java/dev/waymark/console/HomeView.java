package dev.waymark.console;

import java.util.List;

/** The start page: what is running, where people stand, who came last. */
public record HomeView(StatusView status, List<JourneyView> journeys, List<EnrolmentRow> newest, long mailCount) {}
