package dev.waymark.message;

import dev.waymark.channel.Channel;
import dev.waymark.channel.SendRequest;
import dev.waymark.profile.ProfileView;
import dev.waymark.template.Template;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Writes messages as a send step does, for who measures it. Thread-safe. */
@ApplicationScoped
public class WrittenMessages {

    private final MessageWriter writer;

    WrittenMessages(MessageWriter writer) {
        this.writer = writer;
    }

    public SendRequest write(Template template, Channel channel, ProfileView profile) {
        return switch (writer.write(template, channel, profile)) {
            case MessageWriter.Written.Ready(var address, var content, var writing) ->
                new SendRequest(UUID.randomUUID(), address, content);
            case MessageWriter.Written.Not(var reason) -> throw new IllegalStateException(reason);
        };
    }
}
