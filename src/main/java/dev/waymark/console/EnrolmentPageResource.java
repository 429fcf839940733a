package dev.waymark.console;

import dev.waymark.audit.Trace;
import dev.waymark.audit.Traces;
import dev.waymark.channel.Mailbox;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.message.ReceiptView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to this person here, and why? */
@Path("/enrolments/{id}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class EnrolmentPageResource {

    private final Traces traces;
    private final Mailbox mailbox;

    EnrolmentPageResource(Traces traces, Mailbox mailbox) {
        this.traces = traces;
        this.mailbox = mailbox;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance enrolment(TracePage page);
    }

    @GET
    public TemplateInstance enrolment(UUID id) {
        return traces.of(new EnrolmentId(id))
                .map(this::page)
                .map(Templates::enrolment)
                .orElseThrow(
                        () -> new NotFoundException("Expected the id of an enrolment, but there is none by this id."));
    }

    private TracePage page(Trace trace) {
        return new TracePage(
                EnrolmentRows.row(trace),
                trace.enrolment().version(),
                decision(trace.decision()),
                trace.steps().stream().map(EnrolmentPageResource::step).toList(),
                trace.messages().stream().map(this::message).toList(),
                conversion(trace),
                trace.audit().stream().map(EnrolmentPageResource::entry).toList());
    }

    private static TracePage.@Nullable DecisionView decision(Trace.@Nullable Decided decided) {
        if (decided == null) {
            return null;
        }
        var facts = Texts.lines(decided.facts()).entrySet().stream()
                .map(fact -> new TracePage.FactView(fact.getKey(), fact.getValue()))
                .toList();
        return new TracePage.DecisionView(
                decided.segment(),
                decided.rule(),
                decided.ruleSet(),
                decided.reason(),
                Texts.time(decided.since()),
                facts);
    }

    private static TracePage.StepView step(Trace.PassedStep step) {
        return new TracePage.StepView(
                step.elementId(),
                step.name(),
                Texts.words(step.type()),
                Texts.time(step.enteredAt()),
                Texts.timeOrNull(step.leftAt()),
                step.state().name());
    }

    private TracePage.MessageView message(dev.waymark.message.MessageView message) {
        var inMailbox = mailbox.find(message.id()).isPresent();
        return new TracePage.MessageView(
                message.id().toString(),
                message.template(),
                Objects.requireNonNullElse(message.locale(), ""),
                message.channel(),
                message.status().name(),
                message.reason(),
                Texts.timeOrNull(message.settledAt()),
                inMailbox ? "/mailbox/" + message.id() : null,
                message.receipts().stream().map(EnrolmentPageResource::receipt).toList());
    }

    private static TracePage.ReceiptRow receipt(ReceiptView receipt) {
        return new TracePage.ReceiptRow(
                receipt.kind(),
                Texts.time(receipt.happenedAt()),
                Objects.requireNonNullElse(receipt.detail(), ""),
                receipt.isMachine());
    }

    private static TracePage.@Nullable ConversionView conversion(Trace trace) {
        var conversion = trace.conversion();
        return conversion == null
                ? null
                : new TracePage.ConversionView(
                        conversion.goal(), conversion.event(), Texts.time(conversion.occurredAt()));
    }

    private static TracePage.AuditView entry(Trace.Entry entry) {
        return new TracePage.AuditView(
                Texts.time(entry.at()), entry.actor(), Texts.words(entry.action()), Texts.pairs(entry.details()));
    }
}
