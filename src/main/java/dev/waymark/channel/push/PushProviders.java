package dev.waymark.channel.push;

import static dev.waymark.device.DeviceKind.APP;
import static dev.waymark.device.DeviceKind.WEB;

import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderSetting;
import dev.waymark.device.DeviceKind;
import dev.waymark.device.PushServices;
import dev.waymark.support.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Who takes push messages, as far as it is set up. Immutable. */
@ApplicationScoped
class PushProviders {

    /** Push services keep nothing for longer than four weeks. */
    private static final Duration LONGEST = Duration.ofDays(28);

    private static final Duration TOKEN_WITHIN = Duration.ofSeconds(4);

    private final Map<DeviceKind, DeviceProvider> byKind;

    @Inject
    PushProviders(
            PushSettings settings, ProviderClient client, PushKeys keys, PushServices services, BusinessClock clock) {
        if (settings.keptFor().isNegative() || settings.keptFor().compareTo(LONGEST) > 0) {
            throw new IllegalStateException(
                    "Expected waymark.push.kept-for to be at most 28 days, such as PT24H, but it is not. Correct it.");
        }
        var found = new EnumMap<DeviceKind, DeviceProvider>(DeviceKind.class);
        settings.subject()
                .map(PushProviders::subject)
                .ifPresent(subject -> found.put(
                        WEB,
                        new WebPush(
                                client,
                                keys::get,
                                services::admit,
                                new WebPush.Terms(subject, settings.keptFor()),
                                clock.real())));
        settings.firebaseAccount()
                .map(FirebaseAccount::read)
                .ifPresent(account -> found.put(APP, firebase(account, settings, clock)));
        this.byKind = Map.copyOf(found);
    }

    private static Firebase firebase(FirebaseAccount account, PushSettings settings, BusinessClock clock) {
        var url = Firebase.url(ProviderSetting.url("waymark.push.firebase-url", settings.firebaseUrl()), account);
        var tokens = new AccessTokens(account, new ProviderClient(TOKEN_WITHIN), clock.real());
        return new Firebase(Firebase.client(), url, tokens, settings.keptFor());
    }

    PushProviders(Map<DeviceKind, DeviceProvider> byKind) {
        this.byKind = Map.copyOf(byKind);
    }

    private static String subject(String named) {
        var subject = named.strip();
        if (subject.matches("mailto:[^\\s@]+@[^\\s@]+|https://\\S+")) {
            return subject;
        }
        throw new IllegalStateException("Expected waymark.push.subject to say where push services can ask, as"
                + " mailto:push@shop.example or https://shop.example, but it does not. Correct it.");
    }

    Map<DeviceKind, DeviceProvider> byKind() {
        return byKind;
    }
}
