package dev.waymark.message;

import dev.waymark.channel.Channels;
import dev.waymark.consent.PersonalAddresses;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** As the channels find them. Thread-safe. */
@ApplicationScoped
class AddressesByChannel implements PersonalAddresses {

    private final Profiles profiles;
    private final Channels channels;

    AddressesByChannel(Profiles profiles, Channels channels) {
        this.profiles = profiles;
        this.channels = channels;
    }

    @Override
    public Map<String, String> of(ProfileId person) {
        var addresses = new HashMap<String, String>();
        profiles.find(person)
                .ifPresent(profile -> channels.keys()
                        .forEach(key -> channels.find(key)
                                .flatMap(channel -> channel.addressOf(profile))
                                .ifPresent(address -> addresses.put(key, address))));
        return addresses;
    }
}
