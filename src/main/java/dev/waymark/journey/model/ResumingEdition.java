package dev.waymark.journey.model;

import static dev.waymark.journey.model.Bpmn.EXCLUSIVE;
import static dev.waymark.journey.model.Bpmn.FLOW;
import static dev.waymark.journey.model.Bpmn.TASK;

import dev.waymark.support.DefinitionFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * A journey drawn so that an instance of it goes on where another one was ended: it begins with a task that finds out
 * where, and the first timer waits no longer than what is left. Everything else is as in the file, by the same ids.
 *
 * <p>The broker we embed migrates no process with an event sub-process, and every journey has one
 * (docs/adr/journey/006-migration.md).
 */
public final class ResumingEdition {

    /** The task that finds out where to go on. */
    public static final String RESUME = "Waymark_Resume";

    public static final String JOB_TYPE = "waymark:resume:1";

    /** The variable that names the element to go on at. */
    public static final String RESUME_AT = "resumeAt";

    /** The variable that holds what is left of the first timer; empty text where nothing has begun. */
    public static final String RESUME_FOR = "resumeFor";

    /** The variable by which a gateway finds its wait. */
    public static final String WAIT_ID = "waitId";

    /** The variable of timers that wait as long as the task before them has found. */
    public static final String WAIT_FOR = "waitFor";

    /** How the ids of what nobody has drawn begin. */
    public static final String OURS = "Waymark_";

    /** Notes: the standard wants them behind everything that flows, and nobody reads them here. */
    private static final Set<String> NOTES = Set.of("textAnnotation", "association", "group");

    private static final String WHERE = "Waymark_Where";
    private static final String FLOW_TO = "Waymark_To_";
    private static final String DURATION = "timeDuration";

    private final JourneyDraft draft;
    private final List<String> entries;
    private final String startId;

    private ResumingEdition(JourneyDraft draft) {
        this.draft = draft;
        this.entries = draft.graph()
                .all()
                .filter(element -> Places.canBegin(draft, element))
                .map(BpmnElement::id)
                .toList();
        this.startId = draft.process().child(Bpmn.START).orElseThrow().id();
    }

    /** Draws it from a file that has passed the check. */
    public static byte[] of(DefinitionFile file) {
        var edition = new ResumingEdition(JourneyDraft.ofSound(file));
        return XmlText.of(edition.definitions());
    }

    /** Whether an element is one of ours, which nobody has drawn. */
    public static boolean isOurs(String elementId) {
        return elementId.startsWith(OURS);
    }

    private XmlElement definitions() {
        var children = draft.definitions().children().stream()
                .filter(child -> child.isIn(Bpmn.MODEL))
                .map(child -> child.is("process") ? process(child) : child)
                .toList();
        return with(draft.definitions(), children);
    }

    private XmlElement process(XmlElement process) {
        var children = new ArrayList<XmlElement>();
        process.children().stream()
                .filter(child -> !NOTES.contains(child.name().getLocalPart()))
                .filter(child ->
                        !(child.is(FLOW) && child.attribute("sourceRef").equals(startId)))
                .map(this::redrawn)
                .forEach(children::add);
        children.add(element(
                TASK,
                Map.of("id", RESUME),
                element("extensionElements", Map.of(), zeebe("taskDefinition", Map.of("type", JOB_TYPE))),
                named("incoming", FLOW_TO + RESUME),
                named("outgoing", FLOW_TO + WHERE)));
        children.add(flow(startId, RESUME));
        children.add(flow(RESUME, WHERE));
        children.add(where());
        entries.forEach(entry -> children.add(flowTo(entry)));
        return with(process, children);
    }

    private XmlElement where() {
        var flows = Stream.concat(
                        Stream.of(named("incoming", FLOW_TO + WHERE)),
                        entries.stream().map(entry -> named("outgoing", FLOW_TO + entry)))
                .toArray(XmlElement[]::new);
        return element(EXCLUSIVE, Map.of("id", WHERE), flows);
    }

    private XmlElement flowTo(String entry) {
        var flow = flow(WHERE, entry);
        return with(flow, List.of(text("conditionExpression", "=" + RESUME_AT + " = \"" + entry + "\"")));
    }

    private static XmlElement flow(String source, String target) {
        return element(FLOW, Map.of("id", FLOW_TO + target, "sourceRef", source, "targetRef", target));
    }

    /** An element of the file with the flows it has now, and with the time that is left. */
    private XmlElement redrawn(XmlElement drawn) {
        if (drawn.id().equals(startId)) {
            return with(
                    drawn,
                    drawn.children().stream()
                            .map(child -> child.is("outgoing") ? named("outgoing", FLOW_TO + RESUME) : child)
                            .toList());
        }
        var element = entries.contains(drawn.id()) ? entered(drawn) : drawn;
        return drawn.is(Bpmn.CATCH) ? timed(element) : element;
    }

    private XmlElement entered(XmlElement drawn) {
        var children = new ArrayList<XmlElement>();
        drawn.children().stream().filter(ResumingEdition::isBeforeFlows).forEach(children::add);
        children.add(named("incoming", FLOW_TO + drawn.id()));
        drawn.children().stream()
                .filter(child -> !isBeforeFlows(child))
                .filter(child -> !isFromStart(child))
                .forEach(children::add);
        return with(drawn, children);
    }

    private static boolean isBeforeFlows(XmlElement child) {
        return child.is("documentation") || child.is("extensionElements");
    }

    private boolean isFromStart(XmlElement child) {
        return child.is("incoming")
                && draft.graph().flows().stream()
                        .filter(flow -> flow.attribute("sourceRef").equals(startId))
                        .anyMatch(flow -> flow.id().equals(child.text()));
    }

    /** The time that is left counts for the first event that ends a wait, and is forgotten there. */
    private static XmlElement timed(XmlElement event) {
        var forget = zeebe("ioMapping", Map.of());
        var forgetting = with(forget, List.of(zeebe("output", Map.of("source", "=\"\"", "target", RESUME_FOR))));
        var extensions = event.child("extensionElements")
                .map(there -> with(
                        there,
                        Stream.concat(there.children().stream(), Stream.of(forgetting))
                                .toList()))
                .orElseGet(() -> element("extensionElements", Map.of(), forgetting));
        var children = new ArrayList<XmlElement>();
        event.children("documentation").forEach(children::add);
        children.add(extensions);
        event.children().stream()
                .filter(child -> !isBeforeFlows(child))
                .map(child -> child.is(Bpmn.TIMER_DEFINITION) ? withWhatIsLeft(child) : child)
                .forEach(children::add);
        return with(event, children);
    }

    private static XmlElement withWhatIsLeft(XmlElement timer) {
        return with(
                timer,
                timer.children().stream()
                        .map(child -> child.is(DURATION) && !child.text().startsWith("=")
                                ? text(DURATION, left(child.text()))
                                : child)
                        .toList());
    }

    private static String left(String duration) {
        return "=if %1$s = \"\" then duration(\"%2$s\") else duration(%1$s)".formatted(RESUME_FOR, duration);
    }

    private static XmlElement with(XmlElement element, List<XmlElement> children) {
        return new XmlElement(element.name(), element.attributes(), children, element.text(), element.line());
    }

    private static XmlElement element(String name, Map<String, String> attributes, XmlElement... children) {
        return new XmlElement(new QName(Bpmn.MODEL, name), new HashMap<>(attributes), List.of(children), "", 0);
    }

    private static XmlElement zeebe(String name, Map<String, String> attributes) {
        return new XmlElement(new QName(Bpmn.ZEEBE, name), attributes, List.of(), "", 0);
    }

    private static XmlElement named(String name, String text) {
        return text(name, text);
    }

    private static XmlElement text(String name, String text) {
        return new XmlElement(new QName(Bpmn.MODEL, name), Map.of(), List.of(), text, 0);
    }
}
