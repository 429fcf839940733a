package dev.waymark.device;

import dev.waymark.event.EventIngested;
import dev.waymark.event.IngestOpened;
import dev.waymark.support.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Learns the tokens of apps from {@code context.device.token}, where Segment's mobile SDKs put them with every call. An
 * event is no proof, as the write key is public: where the operator wants one, an app registers with it. Thread-safe; one
 * statement for a batch that holds any, in its transaction.
 */
@ApplicationScoped
class DeviceTokens {

    /** A token of Apple's own service, which Firebase does not take. */
    private static final Pattern APPLES = Pattern.compile("[0-9a-fA-F]{64}");

    private final DeviceTable table;
    private final Ids ids;
    private final Clock clock;

    DeviceTokens(DeviceTable table, Ids ids, Clock clock) {
        this.table = table;
        this.ids = ids;
        this.clock = clock;
    }

    void on(@Observes IngestOpened opened) {
        var owned = new TreeMap<String, DeviceTable.Owned>();
        for (var event : opened.events()) {
            var token = token(event);
            if (token != null) {
                var device = new Device(ids.next(), DeviceKind.APP, token, null);
                owned.put(token, new DeviceTable.Owned(event.profile(), device, false));
            }
        }
        if (!owned.isEmpty()) {
            table.store(List.copyOf(owned.values()), clock.instant());
        }
    }

    private static @Nullable String token(EventIngested event) {
        if (event.context() == null) {
            return null;
        }
        var said = event.context().path("device").path("token");
        var token = said.isTextual() ? said.textValue() : "";
        return DeviceCheck.TOKEN.matcher(token).matches()
                        && !APPLES.matcher(token).matches()
                ? token
                : null;
    }
}
