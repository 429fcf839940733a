package dev.waymark.message.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** What is followed of messages: {@code waymark.tracking.*}. Nothing is without {@code waymark.public-address}. */
@ConfigMapping(prefix = "waymark.tracking")
interface TrackingSettings {

    /** Whether it is seen at all who opens and clicks. */
    @WithDefault("true")
    boolean enabled();

    /** Channels whose links are followed. */
    @WithDefault("email,sms,line")
    Set<String> channels();

    /** Whether e-mails carry a picture that shows that they were opened. */
    @WithDefault("true")
    boolean opens();

    /** Whether e-mails carry a link that no person sees, by which programs that follow every link are known. */
    @WithDefault("true")
    boolean trap();

    /** How long it waits to see what else is opened and clicked before it says who did. */
    @WithDefault("PT3S")
    Duration judgedAfter();

    /** What comes sooner after a message was taken is done by a program. */
    @WithDefault("PT2S")
    Duration tooSoon();
}
