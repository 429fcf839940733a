package dev.waymark.console;

import dev.waymark.support.Finding;
import dev.waymark.template.ApprovedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of one version of a template, ready to be shown.
 *
 * @param problem why there is no preview, as a sentence; null where there is one, or nobody to show it as
 * @param findings what is wrong with the version; it has neither parameters nor variants then
 */
public record TemplatePage(
        String key,
        String title,
        @Nullable String offer,
        int version,
        String status,
        PreviewFields form,
        @Nullable String problem,
        @Nullable PreviewPart preview,
        List<ParameterRow> parameters,
        List<VariantRow> variants,
        List<Finding> findings) {

    /** What the form asks, and what was answered last. */
    public record PreviewFields(String userId, List<Option> channels, List<Option> locales, List<Option> versions) {}

    /** One answer to choose. */
    public record Option(String value, String label, boolean isChosen) {}

    /** The template as one person would read it; the HTML part is shown from its own address. */
    public record PreviewPart(
            String locale,
            String channel,
            @Nullable String subject,
            @Nullable String htmlUrl,
            @Nullable String text,
            @Nullable ApprovedText approved,
            @Nullable String sampleCode,
            @Nullable String failure,
            List<ValueRow> values) {}

    /**
     * What stands in the place of a parameter.
     *
     * @param lines several for products
     * @param state OWN, FALLBACK or MISSING
     */
    public record ValueRow(String name, List<String> lines, String state, String why) {}

    /** A parameter as it is declared. */
    public record ParameterRow(String name, String from, List<FallbackWords> fallbacks) {}

    /** What is written where nothing is known. */
    public record FallbackWords(String locale, String words) {}

    /** A channel with links to its locales. */
    public record VariantRow(String channel, List<Link> locales) {}

    /** Where a locale can be looked at. */
    public record Link(String locale, String url) {}
}
