package dev.waymark.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page of one enrolment: its trace, ready to be shown. */
public record TracePage(
        EnrolmentRow enrolment,
        int journeyVersion,
        @Nullable DecisionView decision,
        List<StepView> steps,
        List<MessageView> messages,
        @Nullable ConversionView conversion,
        List<AuditView> audit) {

    /** Why the rules let the person in. */
    public record DecisionView(
            String segment, String rule, String ruleSet, String reason, String since, List<FactView> facts) {}

    /** One fact the rule looked at. */
    public record FactView(String name, String value) {}

    /** An element the person has reached. */
    public record StepView(
            String elementId,
            String name,
            String kind,
            String enteredAt,
            @Nullable String leftAt,
            String state) {}

    /** What was sent. */
    public record MessageView(
            String id,
            String template,
            String locale,
            String channel,
            String status,
            @Nullable String reason,
            @Nullable String sentAt,
            @Nullable String mailUrl,
            List<ReceiptRow> receipts) {}

    /** What was heard of it. */
    public record ReceiptRow(String kind, String at, String detail, boolean isMachine) {}

    /** The goal, reached. */
    public record ConversionView(String goal, String event, String at) {}

    /** Who or what changed the enrolment. */
    public record AuditView(String at, String actor, String action, String detail) {}
}
