package dev.waymark.console;

import dev.waymark.support.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All live templates, and why files are not among them. */
public record TemplatesView(List<TemplateRow> templates, List<Finding> findings) {

    /** A template in the list. */
    public record TemplateRow(
            String key,
            String title,
            List<ChannelRow> channels,
            @Nullable String offer,
            int version) {}

    /** A channel with the locales that the template speaks there. */
    public record ChannelRow(String channel, String locales) {}
}
