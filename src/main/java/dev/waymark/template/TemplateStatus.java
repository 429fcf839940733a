package dev.waymark.template;

import static dev.waymark.template.TemplateAction.FAIL;
import static dev.waymark.template.TemplateAction.FOLLOW;
import static dev.waymark.template.TemplateAction.PASS;
import static dev.waymark.template.TemplateAction.PUBLISH;
import static dev.waymark.template.TemplateAction.REPLACE;
import static dev.waymark.template.TemplateAction.ROLL_BACK;

import java.util.Map;
import java.util.Optional;

/** Where a version of a template stands. The table below is the whole life cycle; nothing else decides it. */
public enum TemplateStatus {
    /** Not sound; its findings say why. */
    DRAFT,
    /** Sound, and waiting for a second person. */
    CHECKED,
    /** What people get; one version of a template is. */
    LIVE,
    /** Was live before; may be again. */
    FORMER;

    private static final Map<TemplateStatus, Map<TemplateAction, TemplateStatus>> NEXT = Map.of(
            DRAFT, Map.of(PASS, CHECKED),
            CHECKED, Map.of(FAIL, DRAFT, PUBLISH, LIVE, FOLLOW, LIVE),
            LIVE, Map.of(REPLACE, FORMER),
            FORMER, Map.of(ROLL_BACK, LIVE, FOLLOW, LIVE));

    /** Where the action leads from here; empty if it may not be done. */
    Optional<TemplateStatus> after(TemplateAction action) {
        return Optional.ofNullable(NEXT.get(this).get(action));
    }
}
