package dev.waymark.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.consent.Permissions;
import dev.waymark.profile.ProfileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How often is read what many people allow. */
class PermissionsOfBatchTest {

    private static final Permissions YES = new Permissions(Map.of("news", Map.of("email", true)));
    private static final Permissions NO = new Permissions(Map.of("news", Map.of("email", false)));
    private static final ProfileId ADA = new ProfileId(new UUID(0, 1));
    private static final ProfileId BEN = new ProfileId(new UUID(0, 2));
    private static final ProfileId CLEO = new ProfileId(new UUID(0, 3));

    private final PermissionsOfBatch batch = new PermissionsOfBatch();
    private final Map<ProfileId, Permissions> stored = new HashMap<>(Map.of(ADA, YES, BEN, NO));
    private final List<Collection<ProfileId>> readings = new ArrayList<>();

    @Test
    void shouldReadWhatEverybodyAllowsAtTheFirstQuestion() {
        // given
        batch.open(Set.of(ADA, BEN, CLEO));
        assertThat(readings).isEmpty();

        // when / then
        assertThat(allowedBy(ADA)).isEqualTo(YES);
        assertThat(allowedBy(BEN)).isEqualTo(NO);
        assertThat(allowedBy(CLEO)).isEqualTo(Permissions.NONE);
        assertThat(readings).containsExactly(Set.of(ADA, BEN, CLEO));
    }

    @Test
    void shouldReadAgainWhoIsInTheNextBatchOfTheTransaction() {
        // given
        batch.open(Set.of(ADA, BEN));
        allowedBy(ADA);
        stored.put(ADA, NO);

        // when
        batch.open(Set.of(ADA));

        // then
        assertThat(allowedBy(ADA)).isEqualTo(NO);
        assertThat(allowedBy(BEN)).isEqualTo(NO);
        assertThat(readings).containsExactly(Set.of(ADA, BEN), Set.of(ADA));
    }

    @Test
    void shouldAnswerAlsoForWhoIsInNoBatch() {
        assertThat(allowedBy(ADA)).isEqualTo(YES);
        assertThat(allowedBy(CLEO)).isEqualTo(Permissions.NONE);
    }

    private Permissions allowedBy(ProfileId profile) {
        return batch.of(profile, people -> {
            readings.add(people);
            var found = new HashMap<>(stored);
            found.keySet().retainAll(people);
            return found;
        });
    }
}
