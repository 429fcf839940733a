package dev.waymark.message;

import dev.waymark.channel.Channels;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.template.LiveTemplates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** Which template is written for which channel: a journey that names another pair would leave people out. Thread-safe. */
@ApplicationScoped
class ChannelTemplates implements KeyCatalogue {

    private final LiveTemplates templates;
    private final Channels channels;

    ChannelTemplates(LiveTemplates templates, Channels channels) {
        this.templates = templates;
        this.channels = channels;
    }

    @Override
    public Kind kind() {
        return Kind.TEMPLATE_BY_CHANNEL;
    }

    @Override
    public Set<String> keys() {
        return channels.keys().stream()
                .flatMap(channel -> templates.keys(channel).stream().map(template -> template + "/" + channel))
                .collect(Collectors.toUnmodifiableSet());
    }
}
