package dev.waymark.channel;

import dev.waymark.profile.ProfileView;
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
     * Whether sending the same message id again has no second effect. Where it has, an interrupted send is not
     * repeated.
     */
    boolean isIdempotent();

    /** Hands a message to the provider; blocks until it has answered, or as long as an answer may take. */
    SendResult send(SendRequest request);
}
