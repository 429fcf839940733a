package dev.waymark.console;

import dev.waymark.console.TemplatePage.Option;
import dev.waymark.console.TemplatePage.PreviewFields;
import dev.waymark.message.PreviewView;
import dev.waymark.template.StoredTemplates.Numbered;
import dev.waymark.template.Template;
import dev.waymark.template.TemplateStatus;
import dev.waymark.template.TemplateVersionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the form of a preview lets people choose, with what is shown now chosen.
 *
 * @param shown whose words the page shows
 * @param preview null where there is none
 */
record PreviewOptions(
        PreviewForm form,
        TemplateVersionView shown,
        @Nullable PreviewView preview) {

    static final int MOST_VERSIONS = 20;

    PreviewFields fields(Optional<Template> template, List<Numbered> newest) {
        return new PreviewFields(
                Objects.requireNonNullElse(form.userId(), ""),
                template.map(this::channels).orElse(List.of()),
                template.map(this::locales).orElse(List.of()),
                versions(newest));
    }

    private List<Option> channels(Template template) {
        var chosen = preview == null ? form.channel() : preview.channel();
        return template.channels().stream()
                .map(channel -> new Option(channel, channel, channel.equals(chosen)))
                .toList();
    }

    private List<Option> locales(Template template) {
        var chosen = form.locale() == null || preview == null ? form.locale() : preview.locale();
        var spoken = new TreeSet<String>();
        template.channels().forEach(channel -> spoken.addAll(template.locales(channel)));
        var options = new ArrayList<Option>();
        options.add(new Option("", "the person's own", chosen == null));
        spoken.forEach(locale -> options.add(new Option(locale, locale, locale.equals(chosen))));
        return options;
    }

    private List<Option> versions(List<Numbered> newest) {
        var options = new ArrayList<Option>();
        if (form.version() != null || shown.status() == TemplateStatus.LIVE) {
            options.add(new Option("", "the live one", form.version() == null));
        }
        newest.forEach(each -> options.add(version(each.version(), each.status())));
        if (newest.stream().noneMatch(each -> each.version() == shown.version())) {
            options.add(version(shown.version(), shown.status()));
        }
        return options;
    }

    private Option version(int number, TemplateStatus status) {
        var isChosen = form.number().filter(chosen -> chosen == number).isPresent();
        return new Option(String.valueOf(number), number + ", " + Texts.words(status.name()), isChosen);
    }
}
