package dev.waymark.audit;

import dev.waymark.engine.EngineRecords;
import dev.waymark.engine.EngineRecords.EngineRecord;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.journey.EnrolmentView;
import dev.waymark.journey.Enrolments;
import dev.waymark.journey.Journeys;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.journey.model.ResumingEdition;
import dev.waymark.segment.Memberships;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells the story of an enrolment from what was stored about it. Reads only; thread-safe. */
@ApplicationScoped
public class Traces {

    private final Enrolments enrolments;
    private final Journeys journeys;
    private final EngineRecords records;
    private final Memberships memberships;
    private final Consequences consequences;

    Traces(
            Enrolments enrolments,
            Journeys journeys,
            EngineRecords records,
            Memberships memberships,
            Consequences consequences) {
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.records = records;
        this.memberships = memberships;
        this.consequences = consequences;
    }

    /** The trace of an enrolment; what the engine has not exported yet is not in it yet. */
    @Transactional
    public Optional<Trace> of(EnrolmentId id) {
        return enrolments.find(id).map(this::trace);
    }

    private Trace trace(EnrolmentView enrolment) {
        var model = journeys.model(enrolment);
        var names = names(model);
        var passed = passed(enrolment);
        var id = enrolment.id();
        return new Trace(
                enrolment,
                model.title(),
                decision(enrolment.membership()),
                steps(passed, names, stopped(enrolment)),
                flows(passed, model),
                consequences.messages().of(id),
                consequences.conversions().of(id).orElse(null),
                consequences.audit().ofEnrolment(id.toString()).stream()
                        .map(entry -> new Trace.Entry(entry.at(), entry.actor(), entry.action(), entry.details()))
                        .toList());
    }

    /** Instances that went on for another begin where that one stood, and not at the start. */
    private List<EngineRecord> passed(EnrolmentView enrolment) {
        var instances = enrolments.instances(enrolment);
        return instances.stream()
                .flatMap(instance -> records.of(instance).stream()
                        .dropWhile(record ->
                                !instance.equals(instances.getFirst()) && !ResumingEdition.isOurs(record.elementId())))
                .toList();
    }

    /** A gateway has no name by custom; people know it by what may come next. */
    private static Map<String, String> names(JourneyModel model) {
        var names = new HashMap<String, String>();
        model.steps().forEach(step -> names.put(step.elementId(), step.name()));
        for (var step : model.steps()) {
            if (step.name().equals(step.elementId())) {
                var next = model.flows().stream()
                        .filter(flow -> flow.source().equals(step.elementId()))
                        .map(flow -> names.get(flow.target()))
                        .collect(Collectors.joining(" or "));
                names.put(step.elementId(), next.isEmpty() ? step.elementId() : next);
            }
        }
        names.put(ResumingEdition.RESUME, "Goes on");
        return names;
    }

    private Trace.@Nullable Decided decision(@Nullable Long membership) {
        return Optional.ofNullable(membership)
                .flatMap(memberships::find)
                .map(one -> new Trace.Decided(
                        one.segment(), one.rule(), one.ruleSet(), one.reason(), one.enteredAt(), one.facts()))
                .orElse(null);
    }

    private Set<Long> stopped(EnrolmentView enrolment) {
        return enrolment.instance() == null ? Set.of() : records.stopped(List.of(enrolment.instance()));
    }

    private static List<Trace.PassedStep> steps(
            List<EngineRecord> records, Map<String, String> names, Set<Long> stopped) {
        var byInstance = new LinkedHashMap<Long, Trace.PassedStep>();
        for (var record : records) {
            if (record.elementType().equals("PROCESS")) {
                continue;
            }
            switch (record.intent()) {
                case "ELEMENT_ACTIVATED" -> byInstance.put(record.key(), entered(record, names));
                case "ELEMENT_COMPLETED" -> leave(byInstance, record, Trace.State.COMPLETED);
                case "ELEMENT_TERMINATED" -> leave(byInstance, record, Trace.State.TERMINATED);
                default -> {}
            }
        }
        stopped.forEach(key -> byInstance.computeIfPresent(key, (same, step) -> step.in(Trace.State.STOPPED)));
        return new ArrayList<>(byInstance.values());
    }

    private static Trace.PassedStep entered(EngineRecord record, Map<String, String> names) {
        return new Trace.PassedStep(
                record.elementId(),
                names.getOrDefault(record.elementId(), record.elementId()),
                record.elementType(),
                record.at(),
                null,
                Trace.State.ACTIVE);
    }

    private static void leave(Map<Long, Trace.PassedStep> steps, EngineRecord record, Trace.State state) {
        steps.computeIfPresent(
                record.key(),
                (key, step) -> new Trace.PassedStep(
                        step.elementId(), step.name(), step.type(), step.enteredAt(), record.at(), state));
    }

    private static List<Trace.TakenFlow> flows(List<EngineRecord> records, JourneyModel model) {
        return records.stream()
                .flatMap(record -> switch (record.intent()) {
                    case "SEQUENCE_FLOW_TAKEN" -> Stream.of(new Trace.TakenFlow(record.elementId(), record.at()));
                    case "ELEMENT_ACTIVATED" -> chosenAtGateway(record, model);
                    default -> Stream.empty();
                })
                .toList();
    }

    /** The engine goes on from an event-based gateway at the event itself and does not report the flow to it. */
    private static Stream<Trace.TakenFlow> chosenAtGateway(EngineRecord event, JourneyModel model) {
        return model.flows().stream()
                .filter(flow -> flow.target().equals(event.elementId()))
                .filter(flow -> model.steps().stream()
                        .anyMatch(step -> step.elementId().equals(flow.source())
                                && step.type().equals("EVENT_BASED_GATEWAY")))
                .map(flow -> new Trace.TakenFlow(flow.id(), event.at()));
    }
}
