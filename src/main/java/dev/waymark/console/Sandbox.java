package dev.waymark.console;

import dev.waymark.channel.Mailbox;
import dev.waymark.sandbox.SandboxClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the start page shows of the newcomer's surroundings: the clock that may be moved, the local mailbox. */
@ApplicationScoped
class Sandbox {

    private final SandboxClock clock;
    private final Mailbox mailbox;

    Sandbox(SandboxClock clock, Mailbox mailbox) {
        this.clock = clock;
        this.mailbox = mailbox;
    }

    StatusView status(List<PartView> parts) {
        var now = clock.now();
        return new StatusView(Texts.time(now.now()), now.movable(), Texts.span(now.offset()), parts);
    }

    long mailCount() {
        return mailbox.size();
    }
}
