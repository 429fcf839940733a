package dev.waymark.journey.model;

import java.util.List;

/** The steps and flows of a journey in document order, so that a trace can be told without reading BPMN again. */
public record Outline(List<Step> steps, List<Flow> flows) {

    public Outline {
        steps = List.copyOf(steps);
        flows = List.copyOf(flows);
    }
}
