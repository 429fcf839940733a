package dev.waymark.message;

import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A template that cannot be written for some people: they are skipped with the reason, everybody else gets theirs. */
@WaymarkTest
class TemplateFailureTest {

    private static final WrittenTemplate GUIDE = new WrittenTemplate("beginner-guide");
    private static final String TRAPS = "{#if firstName == 'Missing'}{firstName.nothing}{/if}"
            + "{#if firstName == 'Repeated'}{#for each in firstName}{each}{/for}{/if}"
            + "{#if firstName == 'Compared'}{#if firstName > 3}x{/if}{/if}"
            + "{firstName}".repeat(60);

    @Test
    void shouldSkipThoseItFailsForAndStopNobody() {
        // given
        var before = GUIDE.live();
        var files = new HashMap<>(GUIDE.version(before).<String, String>getMap("files"));
        files.compute("en/email/body.txt", (path, text) -> text + TRAPS);
        GUIDE.goesLiveWith(files);

        try {
            // when
            var failing = Stream.of("Missing", "Repeated", "Compared", "y".repeat(9_999), "y".repeat(10_001))
                    .map(TemplateFailureTest::signedUp)
                    .toList();
            var others = Stream.of("Ada", "Ben", "Cleo")
                    .map(TemplateFailureTest::signedUp)
                    .toList();
            letPass("PT24H");

            // then: everybody goes on, so there is no incident
            Stream.concat(failing.stream(), others.stream())
                    .forEach(person -> person.awaitAt("Event_GoalWindowClosed"));
            assertThat(others)
                    .allSatisfy(person -> assertThat(person.messageStatuses()).containsExactly("ACCEPTED"));
            assertThat(failing).allSatisfy(person -> {
                assertThat(person.messageStatuses()).containsExactly("SKIPPED");
                assertThat(person.trace().getString("messages[0].reason"))
                        .startsWith("template-failed: beginner-guide/en");
                assertThat(person.trace().getString("messages[0].code")).isNull();
            });
            assertThat(reasons(failing)).anyMatch(reason -> reason.contains("at most 512 KB"));
        } finally {
            GUIDE.rollsBack(before).statusCode(200);
        }
    }

    private static List<String> reasons(List<Person> people) {
        return people.stream()
                .map(person -> person.trace().getString("messages[0].reason"))
                .toList();
    }

    private static Person signedUp(String firstName) {
        return Person.somebody()
                .identifies(Map.of("firstName", firstName, "email", "somebody@example.org"))
                .tracks("Signed Up")
                .awaitAt("Gateway_ProgressOrSilence");
    }
}
