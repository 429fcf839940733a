package dev.waymark.event;

import dev.waymark.profile.ProfileId;
import jakarta.transaction.TransactionScoped;
import java.util.ArrayList;
import java.util.List;

/** Events that were raised in the running transaction and are not stored yet. */
@TransactionScoped
class RaisedInTransaction {

    private List<Raised> raised = new ArrayList<>();

    record Raised(ProfileId profile, IncomingEvent event) {}

    void add(Raised event) {
        raised.add(event);
    }

    List<Raised> take() {
        var taken = raised;
        raised = new ArrayList<>();
        return taken;
    }
}
