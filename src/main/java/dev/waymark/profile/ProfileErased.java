package dev.waymark.profile;

import java.util.List;

/**
 * A person asked to be forgotten. Fired inside the transaction that erases, under the locks: each feature deletes
 * or blanks what it keeps.
 *
 * @param all the profile and those that were merged into it
 */
public record ProfileErased(ProfileId profile, List<ProfileId> all) {

    public ProfileErased {
        all = List.copyOf(all);
    }
}
