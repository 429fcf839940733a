package dev.waymark.consent;

import dev.waymark.profile.ProfileId;
import java.util.Map;

/** Where people are reached: answered by whoever knows the channels. */
public interface PersonalAddresses {

    /** A person's addresses by channel, as messages are sent there; empty where nobody is known by this id. */
    Map<String, String> of(ProfileId person);
}
