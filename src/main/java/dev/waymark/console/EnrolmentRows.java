package dev.waymark.console;

import dev.waymark.audit.Trace;
import dev.waymark.audit.Traces;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.journey.EnrolmentView;
import dev.waymark.journey.Enrolments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Enrolments as rows. */
@ApplicationScoped
class EnrolmentRows {

    private final Enrolments enrolments;
    private final Traces traces;

    EnrolmentRows(Enrolments enrolments, Traces traces) {
        this.enrolments = enrolments;
        this.traces = traces;
    }

    List<EnrolmentRow> newest(int limit) {
        return enrolments.newest(null, null, limit).items().stream()
                .map(EnrolmentView::id)
                .map(id -> traces.of(new EnrolmentId(id)))
                .flatMap(Optional::stream)
                .map(EnrolmentRows::row)
                .toList();
    }

    static EnrolmentRow row(Trace trace) {
        var enrolment = trace.enrolment();
        return new EnrolmentRow(
                enrolment.id().toString(),
                enrolment.journey(),
                trace.title(),
                Objects.requireNonNullElse(enrolment.userId(), "anonymous"),
                enrolment.status().name(),
                enrolment.outcome(),
                Texts.time(enrolment.enrolledAt()),
                standsAt(trace));
    }

    /** The elements the person stands at, but for gateways, whose branches say it better. */
    private static @Nullable String standsAt(Trace trace) {
        var names = trace.steps().stream()
                .filter(step -> step.leftAt() == null && !step.type().equals("EVENT_SUB_PROCESS"))
                .map(step -> step.state() == Trace.State.STOPPED ? step.name() + " (stopped)" : step.name())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? null : names;
    }
}
