package dev.waymark.segment;

import static dev.waymark.testing.Sandbox.letPass;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is asked again without an event. */
@WaymarkTest
class DueEvaluationsTest {

    @Inject
    Database database;

    @AfterEach
    void acceptEverybodyAgain() {
        database.run("drop trigger if exists refuse_one on membership");
    }

    @Test
    void shouldNotLetOthersWaitForOneWhoCannotBeEvaluated() {
        // given
        var ada = Person.signedUp("Ada");
        var ben = Person.signedUp("Ben");
        refuseChangesOf(ada);

        // when
        letPass("PT24H1M");

        // then
        await().atMost(20, SECONDS).until(() -> isNewSignUp(ben) == 0);
        assertThat(isNewSignUp(ada)).isOne();
        await().atMost(20, SECONDS).until(() -> isDueLater(ada));

        // when
        acceptEverybodyAgain();
        letPass("PT61M");

        // then
        await().atMost(20, SECONDS).until(() -> isNewSignUp(ada) == 0);
    }

    private void refuseChangesOf(Person person) {
        database.run("""
                create or replace function refuse_one() returns trigger language plpgsql as $$
                begin
                    if new.profile_id = '%s' then
                        raise exception 'not this one';
                    end if;
                    return new;
                end $$""".formatted(database.profileOf(person)));
        database.run(
                "create trigger refuse_one before update on membership for each row execute function refuse_one()");
    }

    private long isNewSignUp(Person person) {
        return database.number(
                "select count(*) from membership where segment = 'new-signups' and left_at is null and profile_id = ?",
                database.profileOf(person));
    }

    private boolean isDueLater(Person person) {
        return database.number(
                        "select count(*) from evaluation where due_at > now() + interval '24 hours' and profile_id = ?",
                        database.profileOf(person))
                == 1;
    }
}
