package dev.waymark.engine;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the workers do, and what they ask before they do it. */
@ApplicationScoped
class Steps {

    private final List<StepHandler> handlers;
    private final EnrolmentClaim claim;

    Steps(@All List<StepHandler> handlers, EnrolmentClaim claim) {
        this.handlers = handlers;
        this.claim = claim;
    }

    List<StepHandler> handlers() {
        return handlers;
    }

    EnrolmentClaim claim() {
        return claim;
    }
}
