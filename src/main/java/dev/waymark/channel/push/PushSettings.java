package dev.waymark.channel.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Push: {@code waymark.push.*}. Until a subject or an account of Firebase is named, messages go to the local mailbox; once
 * one of them is, only devices of that kind are written to.
 */
@ConfigMapping(prefix = "waymark.push")
interface PushSettings {

    /** Whom a push service asks if something is wrong: {@code mailto:} or {@code https:}. Named, browsers are written to. */
    Optional<String> subject();

    /** Own VAPID keys in base64url, as {@code web-push generate-vapid-keys} writes them; else some are made once. */
    Optional<String> publicKey();

    Optional<String> privateKey();

    /** Origins of push services besides the known ones. Read where devices are taken in. */
    Optional<Set<String>> services();

    /** For how long a push service keeps a message for a device that is off. */
    @WithDefault("PT24H")
    Duration keptFor();

    /** File of a service account of Firebase, as its console hands it out. Named, apps are written to. */
    Optional<Path> firebaseAccount();

    @WithDefault("https://fcm.googleapis.com")
    URI firebaseUrl();
}
