package dev.waymark.device;

import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Follows people who are joined or forgotten. Thread-safe; in the transaction of what happened. */
@ApplicationScoped
class DeviceFollower {

    private final DeviceTable table;

    DeviceFollower(DeviceTable table) {
        this.table = table;
    }

    void on(@Observes ProfilesMerged merged) {
        table.move(merged.loser().value(), merged.winner().value());
    }

    void on(@Observes ProfileErased erased) {
        table.deleteOf(erased.all().stream().map(ProfileId::value).toList());
    }
}
