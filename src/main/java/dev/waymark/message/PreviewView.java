package dev.waymark.message;

import dev.waymark.support.Finding;
import dev.waymark.template.ApprovedText;
import dev.waymark.template.TemplateStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as one person would read it.
 *
 * @param version number, or null for texts that are not stored
 * @param subject null where the channel has none, as are {@code html} and {@code text}
 * @param approved what goes to a provider that takes approved words only; null elsewhere
 * @param sampleCode what stands where the person's code would be; null where the template carries none
 * @param failure why the message would not be written: it would be skipped with this reason
 * @param findings what is wrong with a draft; nothing is written from one
 */
public record PreviewView(
        String template,
        @Nullable Integer version,
        @Nullable String hash,
        @Nullable TemplateStatus status,
        @Nullable String locale,
        @Nullable String channel,
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        @Nullable ApprovedText approved,
        @Nullable String sampleCode,
        List<Filled> parameters,
        @Nullable String failure,
        List<Finding> findings) {

    /**
     * A parameter and what stands in its place.
     *
     * @param value null where there is none, so that the message would be skipped
     * @param fellBack whether it is the fallback
     * @param why the person's own value is not there; empty where it is
     */
    public record Filled(String name, String from, @Nullable Object value, boolean fellBack, String why) {}
}
