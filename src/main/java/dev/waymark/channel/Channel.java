package dev.waymark.channel;

import dev.waymark.profile.ProfileView;
import java.time.Duration;
import java.util.Optional;

/**
 * A way to reach people through one provider. Blocking; called outside a transaction.
 */
public interface Channel {

    /** Kebab-case key, as journeys and template folders name it. */
    String key();

    /** Where this channel reaches the person, empty when it cannot. */
    Optional<String> addressOf(ProfileView profile);

    /**
     * For how long the provider knows a message again by its id, so that sending it once more has no second effect. An
     * interrupted send is repeated within that time only; zero where a repeat is another message.
     */
    Duration remembers();

    /** Hands a message to the provider; blocks until it has answered, or as long as an answer may take. */
    SendResult send(SendRequest request);
}
