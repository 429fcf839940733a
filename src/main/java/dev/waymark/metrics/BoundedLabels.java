package dev.waymark.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Bounds labels that a stranger could fill: a request may name any method. Paths are bounded in application.properties. */
@Singleton
class BoundedLabels implements MeterFilter {

    private static final String METHOD = "method";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    @Override
    public Meter.Id map(Meter.Id id) {
        var method = id.getTag(METHOD);
        return method == null || METHODS.contains(method) ? id : id.replaceTags(withoutMethod(id));
    }

    private static List<Tag> withoutMethod(Meter.Id id) {
        return id.getTags().stream()
                .map(tag -> tag.getKey().equals(METHOD) ? Tag.of(METHOD, "OTHER") : tag)
                .toList();
    }
}
