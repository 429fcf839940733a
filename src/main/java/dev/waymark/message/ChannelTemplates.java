package dev.waymark.message;

import dev.waymark.channel.Channels;
import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** Which template is written for which channel: a journey that names another pair would leave people out. Thread-safe. */
@ApplicationScoped
class ChannelTemplates implements KeyCatalogue {

    private final TemplateFiles templates;
    private final Channels channels;

    ChannelTemplates(TemplateFiles templates, Channels channels) {
        this.templates = templates;
        this.channels = channels;
    }

    @Override
    public Kind kind() {
        return Kind.TEMPLATE_BY_CHANNEL;
    }

    @Override
    public Set<String> keys() {
        return templates.keys().stream()
                .flatMap(key -> templates.find(key).stream())
                .flatMap(template -> channels.keys().stream()
                        .filter(channel -> !template.locales(channel).isEmpty())
                        .map(channel -> template.key() + "/" + channel))
                .collect(Collectors.toUnmodifiableSet());
    }
}
