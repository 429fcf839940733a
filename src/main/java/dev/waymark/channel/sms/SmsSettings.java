package dev.waymark.channel.sms;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** The provider of short messages: {@code waymark.sms.*}. Until an account is named they go to the local mailbox. */
@ConfigMapping(prefix = "waymark.sms")
interface SmsSettings {

    /** Where the provider's interface is. */
    @WithDefault("https://api.twilio.com")
    URI url();

    /** Account SID. */
    Optional<String> account();

    /** Auth token. */
    Optional<String> token();

    /** Number in E.164, sender name or messaging service that people see. */
    Optional<String> sender();
}
