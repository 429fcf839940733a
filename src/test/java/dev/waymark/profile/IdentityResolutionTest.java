package dev.waymark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who is who, decided without a database. */
class IdentityResolutionTest {

    private static final UUID P = new UUID(0, 1);
    private static final UUID Q = new UUID(0, 2);

    private long made = 100;

    private static Identity user(String id) {
        return Identity.user(id);
    }

    private static Identity device(String id) {
        return Identity.anonymous(id);
    }

    private static Identity mail(String id) {
        return new Identity(Identity.EMAIL, id);
    }

    private static Claim claim(Identity... identities) {
        return new Claim(List.of(identities), null);
    }

    private IdentityResolution resolution(Map<Identity, UUID> holders, Map<UUID, String> userIds) {
        return new IdentityResolution(holders, userIds, () -> new UUID(0, made++));
    }

    @Test
    void shouldMakeOnePersonOfOneIdentityHoweverOftenItIsNamed() {
        var people = resolution(Map.of(), Map.of());

        assertThat(people.assign(claim(device("a")))).isEqualTo(people.assign(claim(device("a"))));
        assertThat(people.created()).hasSize(1);
    }

    @Test
    void shouldLetTheAnonymousVisitorBecomeTheUser() {
        var people = resolution(Map.of(device("a"), P), Map.of());

        assertThat(people.assign(claim(user("ada"), device("a")))).isEqualTo(P);
        assertThat(people.becameKnown()).containsExactly(P);
        assertThat(people.userId(P)).isEqualTo("ada");
        assertThat(people.joins()).isEmpty();
    }

    @Test
    void shouldJoinTheAnonymousVisitorToTheUserWhoIsThereAlready() {
        var people = resolution(Map.of(device("a"), P, user("ada"), Q), Map.of(Q, "ada"));

        assertThat(people.assign(claim(user("ada"), device("a")))).isEqualTo(Q);
        assertThat(people.joins()).containsExactly(new IdentityResolution.Join(Q, P));
    }

    @Test
    void shouldLeaveTwoKnownPeopleApartWhoShareADeviceAndSaySo() {
        var people = resolution(Map.of(device("a"), P, user("bob"), Q), Map.of(P, "ada", Q, "bob"));

        assertThat(people.assign(claim(user("bob"), device("a")))).isEqualTo(Q);
        assertThat(people.joins()).isEmpty();
        assertThat(people.conflicts()).containsExactly(new IdentityResolution.Conflict(device("a"), P, Q));
    }

    @Test
    void shouldMakeANewPersonOfANewUserOnSomebodyElsesDevice() {
        var people = resolution(Map.of(device("a"), P), Map.of(P, "ada"));

        assertThat(people.assign(claim(user("bob"), device("a")))).isNotEqualTo(P);
        assertThat(people.conflicts()).hasSize(1);
    }

    @Test
    void shouldRecogniseAVisitorByTheirMailAddress() {
        var people = resolution(Map.of(mail("ada@example.org"), P, device("a"), Q), Map.of(P, "ada"));

        assertThat(people.assign(claim(device("a"), mail("ada@example.org")))).isEqualTo(P);
        assertThat(people.joins()).containsExactly(new IdentityResolution.Join(P, Q));
    }

    @Test
    void shouldNotJoinTwoKnownPeopleByTheFamilysMailAddress() {
        var people = resolution(Map.of(mail("home@example.org"), P, user("bob"), Q), Map.of(P, "ada", Q, "bob"));

        assertThat(people.assign(claim(user("bob"), mail("home@example.org")))).isEqualTo(Q);
        assertThat(people.conflicts()).hasSize(1);
    }

    @Test
    void shouldFollowAnAliasFromTheOldUserIdToTheNewOne() {
        var people = resolution(Map.of(user("old"), P), Map.of(P, "old"));

        assertThat(people.assign(new Claim(List.of(user("new")), "old"))).isEqualTo(P);
        assertThat(people.userId(P)).isEqualTo("new");
        assertThat(people.assign(claim(user("old")))).isEqualTo(P);
    }

    @Test
    void shouldFollowAnAliasThatComesBeforeTheEventsOfTheOldId() {
        var people = resolution(Map.of(), Map.of());

        var person = people.assign(new Claim(List.of(user("ada")), "visitor"));

        assertThat(people.assign(claim(device("visitor")))).isEqualTo(person);
        assertThat(people.assign(claim(user("visitor")))).isEqualTo(person);
        assertThat(people.userId(person)).isEqualTo("ada");
    }

    @Test
    void shouldRefuseAnAliasBetweenTwoKnownPeople() {
        var people = resolution(Map.of(user("ada"), P, user("bob"), Q), Map.of(P, "ada", Q, "bob"));

        assertThat(people.assign(new Claim(List.of(user("bob")), "ada"))).isEqualTo(Q);
        assertThat(people.joins()).isEmpty();
        assertThat(people.conflicts()).hasSize(1);
    }

    @Test
    void shouldFindTheSamePeopleInWhateverOrderTheClaimsCome() {
        for (long seed = 1; seed <= 500; seed++) {
            var random = new Random(seed);
            var claims = claims(random);
            var sorted = partition(claims);
            Collections.shuffle(claims, random);

            assertThat(partition(claims)).as("seed %d", seed).isEqualTo(sorted);
        }
    }

    /** People with devices, mail addresses and perhaps an old id each; nobody shares anything. */
    private static List<Claim> claims(Random random) {
        var claims = new ArrayList<Claim>();
        for (int person = 0; person < 4; person++) {
            var names = List.of(
                    user("u" + person), device("d" + person), device("e" + person), mail("m" + person + "@x.org"));
            for (int i = 0; i < 8; i++) {
                var named = names.stream().filter(name -> random.nextInt(3) > 0).toList();
                if (!named.isEmpty()) {
                    var alias = named.getFirst().kind().equals(Identity.USER) && random.nextInt(6) == 0;
                    claims.add(new Claim(named, alias ? "old" + person : null));
                }
            }
            claims.add(claim(device("old" + person)));
        }
        return claims;
    }

    /** Which identities are one person, whoever that is called; also over several transactions. */
    private Set<Set<Identity>> partition(List<Claim> claims) {
        var holders = new HashMap<Identity, UUID>();
        var userIds = new HashMap<UUID, String>();
        for (int from = 0; from < claims.size(); from += 5) {
            var people = resolution(holders, userIds);
            claims.subList(from, Math.min(from + 5, claims.size())).forEach(people::assign);
            assertThat(people.conflicts()).isEmpty();
            holders.putAll(people.added());
            holders.replaceAll((identity, holder) -> people.current(holder));
            holders.values().forEach(person -> {
                if (people.userId(person) != null) {
                    userIds.put(person, people.userId(person));
                }
            });
        }
        return holders.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toSet())))
                .values()
                .stream()
                .map(HashSet::new)
                .collect(Collectors.toSet());
    }
}
