package dev.waymark.release;

/** What can be done to a release; {@link ReleaseStatus} says when. */
enum ReleaseStep {
    /** The checks found nothing. */
    PASS("checked"),
    /** The checks found something. */
    REFUSE("refused"),
    /** A second person agrees. */
    APPROVE("approved"),
    /** An approved release begins to decide. */
    ACTIVATE("activated"),
    /** An edit in the watched folder begins to decide at once. */
    FOLLOW("activated"),
    /** Another release decides from now on. */
    SUPERSEDE("superseded"),
    /** A release that decided before does so again. */
    ROLL_BACK("rolled-back-to");

    private final String done;

    ReleaseStep(String done) {
        this.done = done;
    }

    /** The step as something that happened, for the audit. */
    String done() {
        return done;
    }
}
