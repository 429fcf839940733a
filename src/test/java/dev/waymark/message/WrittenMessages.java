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
        var wanted = new MessageWriter.Wanted(UUID.randomUUID(), "order-service", template, channel);
        return switch (writer.write(wanted, profile)) {
            case MessageWriter.Written.Ready(var request, var writing) -> request;
            case MessageWriter.Written.Not(var reason) -> throw new IllegalStateException(reason);
        };
    }
}
