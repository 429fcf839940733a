package dev.waymark.journey.model;

import java.util.Optional;

/**
 * A flow element of a journey: event, task, gateway or event sub-process.
 *
 * @param scope id of the process or sub-process it lies in
 */
record BpmnElement(XmlElement xml, String scope) {

    String id() {
        return xml.id();
    }

    boolean is(String localName) {
        return xml.is(localName);
    }

    /** As drawn, or the id where unnamed. */
    String name() {
        var drawn = xml.attribute("name").strip().replaceAll("\\s+", " ");
        return drawn.isEmpty() ? id() : drawn;
    }

    /** As the engine names it. */
    String type() {
        return isEventSubProcess() ? "EVENT_SUB_PROCESS" : Bpmn.inCapitals(xml.name());
    }

    boolean isEventSubProcess() {
        return is(Bpmn.SUB_PROCESS) && xml.attribute("triggeredByEvent").equals("true");
    }

    boolean isGateway() {
        return xml.name().getLocalPart().endsWith("Gateway");
    }

    boolean isMessageCatch() {
        return is(Bpmn.CATCH) && xml.child(Bpmn.MESSAGE_DEFINITION).isPresent();
    }

    boolean isTimerCatch() {
        return is(Bpmn.CATCH) && xml.child(Bpmn.TIMER_DEFINITION).isPresent();
    }

    /** The duration as written, or empty text. */
    String timerText() {
        return xml.child(Bpmn.TIMER_DEFINITION)
                .flatMap(timer -> timer.child("timeDuration"))
                .map(duration -> duration.text().replaceFirst("^=\\s+", "="))
                .orElse("");
    }

    /** Whether it waits as long as the task before it has found. */
    boolean isTimerOfATask() {
        return isTimerCatch() && timerText().equals(Bpmn.WAIT_FOR);
    }

    /** The id of the message waited for, or empty text. */
    String messageRef() {
        return xml.child(Bpmn.MESSAGE_DEFINITION)
                .map(definition -> definition.attribute("messageRef"))
                .orElse("");
    }

    /** The job type of a task, or empty text. */
    String jobType() {
        return xml.extensions("taskDefinition")
                .map(definition -> definition.attribute("type"))
                .findFirst()
                .orElse("");
    }

    boolean doesJob(String jobTypePrefix) {
        return is(Bpmn.TASK) && jobType().startsWith(jobTypePrefix);
    }

    Optional<String> header(String key) {
        return xml.pairValue("taskHeaders", "key", key);
    }

    Optional<String> property(String name) {
        return xml.pairValue("properties", "name", name);
    }
}
