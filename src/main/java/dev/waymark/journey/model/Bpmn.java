package dev.waymark.journey.model;

import java.util.Locale;
import java.util.Set;
import javax.xml.namespace.QName;

/** The words of BPMN, Zeebe's extension and our own contract with a journey file. */
final class Bpmn {

    static final String MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI";
    static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    static final String START = "startEvent";
    static final String END = "endEvent";
    static final String CATCH = "intermediateCatchEvent";
    static final String TASK = "serviceTask";
    static final String EXCLUSIVE = "exclusiveGateway";
    static final String EVENT_BASED = "eventBasedGateway";
    static final String SUB_PROCESS = "subProcess";
    static final String FLOW = "sequenceFlow";
    static final String MESSAGE_DEFINITION = "messageEventDefinition";
    static final String TIMER_DEFINITION = "timerEventDefinition";

    /** The steps a journey is made of, event sub-processes aside. */
    static final Set<String> STEPS = Set.of(START, END, CATCH, TASK, EXCLUSIVE, EVENT_BASED);

    static final String ARM_WAIT = "waymark:arm-wait:";
    static final String SEND_MESSAGE = "waymark:send-message:";
    static final String DECIDE = "waymark:decide:";
    static final String SPLIT = "waymark:split:";
    static final String WAIT_UNTIL = "waymark:wait-until:";
    static final String SHOW_ON_SITE = "waymark:show-on-site:";
    static final String CREATE_TASK = "waymark:create-task:";
    static final String UPDATE_TRAIT = "waymark:update-trait:";

    static final String WAIT_KEY = "=waitId";
    static final String ENROLMENT_KEY = "=enrolmentId";

    /** The duration of a timer that a task before it has found for this person. */
    static final String WAIT_FOR = "=waitFor";

    private Bpmn() {}

    /** {@code intermediateCatchEvent} as a person says it: intermediate catch event. */
    static String inWords(QName name) {
        return name.getLocalPart().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** {@code intermediateCatchEvent} as the engine says it: INTERMEDIATE_CATCH_EVENT. */
    static String inCapitals(QName name) {
        return inWords(name).replace(' ', '_').toUpperCase(Locale.ROOT);
    }
}
