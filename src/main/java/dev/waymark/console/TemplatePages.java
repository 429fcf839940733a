package dev.waymark.console;

import dev.waymark.console.TemplatePage.FallbackWords;
import dev.waymark.console.TemplatePage.Link;
import dev.waymark.console.TemplatePage.ParameterRow;
import dev.waymark.console.TemplatePage.PreviewPart;
import dev.waymark.console.TemplatePage.ValueRow;
import dev.waymark.console.TemplatePage.VariantRow;
import dev.waymark.message.PreviewView;
import dev.waymark.message.PreviewView.Filled;
import dev.waymark.message.Previews;
import dev.waymark.support.Finding;
import dev.waymark.support.Outcome;
import dev.waymark.template.Parameter;
import dev.waymark.template.StoredTemplates;
import dev.waymark.template.StoredTemplates.Stored;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Templates with their previews, as pages. */
@ApplicationScoped
class TemplatePages {

    private final StoredTemplates templates;
    private final Previews previews;

    TemplatePages(StoredTemplates templates, Previews previews) {
        this.templates = templates;
        this.previews = previews;
    }

    /** The version asked for, or the live one, or else the newest; empty where the template has none at all. */
    Optional<TemplatePage> page(String key, PreviewForm asked) {
        var newest = templates.newest(key, PreviewOptions.MOST_VERSIONS);
        return asked.number()
                .flatMap(number -> templates.byNumber(key, number))
                .or(() -> templates.live(key))
                .or(() -> newest.stream().findFirst().flatMap(first -> templates.byNumber(key, first.version())))
                .map(stored -> page(stored, named(asked), newest));
    }

    /** The HTML part of a preview, where there is one. */
    Optional<String> html(String key, PreviewForm asked) {
        return asked.wish().then(wish -> previews.show(key, wish, null)) instanceof Outcome.Done<PreviewView>(var view)
                ? Optional.ofNullable(view.html())
                : Optional.empty();
    }

    private PreviewForm named(PreviewForm asked) {
        return asked.userId() == null ? asked.as(previews.newestPerson().orElse(null)) : asked;
    }

    private TemplatePage page(Stored stored, PreviewForm form, List<StoredTemplates.Numbered> newest) {
        var version = stored.version();
        var pinned = form.version() == null ? form.of(version.version()) : form;
        var shown = pinned.wish().then(wish -> previews.show(version.template(), wish, null));
        var preview = shown instanceof Outcome.Done<PreviewView>(var view)
                        && view.findings().isEmpty()
                ? view
                : null;
        var template = template(stored);
        return new TemplatePage(
                version.template(),
                template.map(Template::title).orElse(version.template()),
                template.map(Template::offer).orElse(null),
                version.version(),
                version.status().name(),
                new PreviewOptions(form, version, preview).fields(template, newest),
                problem(shown),
                preview == null ? null : part(preview, pinned),
                template.map(Template::parameters).orElse(List.of()).stream()
                        .map(TemplatePages::parameter)
                        .toList(),
                template.map(found -> variants(found, form)).orElse(List.of()),
                findings(stored));
    }

    /** That nobody is named is no problem: the page asks for somebody. */
    private static @Nullable String problem(Outcome<PreviewView> shown) {
        return shown instanceof Outcome.Refused<PreviewView>(var rejection)
                        && !rejection.code().equals("profile-missing")
                ? rejection.sentence()
                : null;
    }

    private static Optional<Template> template(Stored stored) {
        return stored.check() instanceof TemplateCheck.Accepted(var found)
                ? found.find(stored.version().template())
                : Optional.empty();
    }

    private static List<Finding> findings(Stored stored) {
        return stored.check() instanceof TemplateCheck.Refused refused ? refused.findings() : List.of();
    }

    private static ParameterRow parameter(Parameter parameter) {
        return new ParameterRow(
                parameter.name(),
                parameter.from(),
                new TreeMap<>(parameter.fallback())
                        .entrySet().stream()
                                .map(words -> new FallbackWords(words.getKey(), words.getValue()))
                                .toList());
    }

    private static List<VariantRow> variants(Template template, PreviewForm form) {
        return template.channels().stream()
                .map(channel -> new VariantRow(
                        channel,
                        template.locales(channel).stream()
                                .map(locale -> new Link(
                                        locale, form.in(channel, locale).at("/templates/" + template.key())))
                                .toList()))
                .toList();
    }

    private static PreviewPart part(PreviewView view, PreviewForm pinned) {
        return new PreviewPart(
                Objects.requireNonNullElse(view.locale(), ""),
                Objects.requireNonNullElse(view.channel(), ""),
                view.subject(),
                view.html() == null ? null : pinned.at("/templates/" + view.template() + "/body"),
                view.text(),
                view.approved(),
                view.sampleCode(),
                view.failure(),
                view.parameters().stream().map(TemplatePages::value).toList());
    }

    private static ValueRow value(Filled filled) {
        var state = filled.fellBack() ? "FALLBACK" : filled.value() == null ? "MISSING" : "OWN";
        return new ValueRow(filled.name(), lines(filled.value()), state, filled.why());
    }

    private static List<String> lines(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> products ->
                products.stream().flatMap(product -> lines(product).stream()).toList();
            case Map<?, ?> product -> List.of(String.valueOf(product.get("name")));
            default -> List.of(value.toString());
        };
    }
}
