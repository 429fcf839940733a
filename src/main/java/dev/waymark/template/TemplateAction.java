package dev.waymark.template;

/** What is done with a version of a template. */
enum TemplateAction {
    /** The check found nothing. */
    PASS("checked"),
    /** The check found something that has changed since. */
    FAIL("check-failed"),
    /** A second person lets it be sent. */
    PUBLISH("published"),
    /** The folder says so. */
    FOLLOW("published"),
    /** It is to be sent again, whatever came after it. */
    ROLL_BACK("rolled-back-to"),
    /** Another version takes its place. */
    REPLACE("replaced");

    private final String done;

    TemplateAction(String done) {
        this.done = done;
    }

    /** For the audit trail: what has been done. */
    String done() {
        return done;
    }
}
