package dev.waymark.process;

import static dev.waymark.testing.Person.signedUp;
import static dev.waymark.testing.Sandbox.letPass;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.waymark.testing.FewDefinitions;
import dev.waymark.testing.Person;
import dev.waymark.testing.RunningApplication;
import io.restassured.RestAssured;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly one acting process instance and at most one mail, wherever the application dies: the packaged
 * application is killed at each point that matters and started again on the same data, with a real mail server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillIT {

    private static final String PROCESS = "WelcomeJourney";
    private static final String INSTANCES_STARTED =
            "select count(distinct instance) from engine_record where element_type = 'PROCESS' and intent = 'ELEMENT_ACTIVATED' and process_id = ?";
    private static final String INSTANCES_ENDED =
            "select count(distinct instance) from engine_record where element_type = 'PROCESS' and intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED')"
                    + " and process_id = ?";

    private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());

    @TempDir
    static Path folder;

    private Path data;
    private Path definitions;

    @BeforeEach
    void ownData(TestInfo test) {
        data = folder.resolve(test.getTestMethod().orElseThrow().getName());
    }

    @BeforeAll
    void startMailServer() throws IOException {
        definitions = FewDefinitions.in(folder, "welcome.bpmn");
        mail.start();
    }

    @AfterAll
    void stopMailServer() {
        mail.stop();
        RestAssured.reset();
    }

    @Test
    void shouldActOnceForAPersonWhereverTheApplicationDies() throws Exception {
        // given it creates, and dies before the claim is stored; StartFault has the other points
        Person ada;
        try (var first = start("relay.after-create")) {
            ada = signedUp("Ada");
            first.awaitDeath();
        }

        // then one instance acts, and the other one is ended
        try (var second = start("complete:Task_SendBeginnerGuide")) {
            ada.awaitAt("Gateway_ProgressOrSilence");
            awaitOneActing(second);
            assertThat(ada.enrolments()).hasSize(1);

            // when it dies after the mail was recorded and before the engine knows
            letPassUntilDeath(second);
        }

        // then the mail is not sent again, and the journey goes on
        try (var third = start("none")) {
            letDeadWorkersTimePass();
            ada.awaitAt("Event_GoalWindowClosed");
            assertThat(ada.messageStatuses()).containsExactly("ACCEPTED");
            assertThat(mailsTo(ada)).isEqualTo(1);

            // when it is killed from outside
            third.kill();
        }

        // then time has not gone back, and the goal still ends the journey
        try (var fourth = start("none")) {
            ada.tracks("Key Feature Used").awaitOutcome("converted");
            assertThat(mailsTo(ada)).isEqualTo(1);
            assertThat(fourth.count(INSTANCES_ENDED, PROCESS)).isEqualTo(fourth.count(INSTANCES_STARTED, PROCESS));
        }
    }

    @Test
    void shouldSayUnknownWhenItDiesBetweenTheServersAcceptAndItsRecord() throws Exception {
        // given
        Person ben;
        try (var first = start("send.after-accept")) {
            ben = signedUp("Ben").awaitAt("Gateway_ProgressOrSilence");

            // when
            letPassUntilDeath(first);
        }

        // then: SMTP has no key to ask the server with, so it is said, and not sent again
        try (var second = start("none")) {
            letDeadWorkersTimePass();
            await().atMost(60, SECONDS).until(() -> ben.isAt("Event_GoalWindowClosed"));
            assertThat(ben.messageStatuses()).containsExactly("UNKNOWN");
            assertThat(mailsTo(ben)).isEqualTo(1);
        }
    }

    private static void awaitOneActing(RunningApplication application) {
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(application.count(INSTANCES_STARTED, PROCESS)
                                - application.count(INSTANCES_ENDED, PROCESS))
                        .isEqualTo(1));
    }

    /** The engine gives a step out again only when the time of the worker that died with it is over. */
    private static void letDeadWorkersTimePass() {
        letPass("PT1M");
    }

    private static void letPassUntilDeath(RunningApplication application) {
        try {
            letPass("PT24H");
        } catch (Exception diedWhileAnswering) {
            // as meant
        }
        application.awaitDeath();
    }

    private RunningApplication start(String killAt) throws Exception {
        var environment = new HashMap<>(Map.of(
                "WAYMARK_EMAIL_SMTP_HOST",
                "127.0.0.1",
                "WAYMARK_EMAIL_SMTP_PORT",
                String.valueOf(mail.getSmtp().getPort())));
        environment.put("WAYMARK_DEFINITIONS_FOLDER", definitions.toString());
        if (!killAt.equals("none")) {
            environment.put("WAYMARK_FAULT_KILL_AT", killAt);
        }
        var application = RunningApplication.start(data, environment);
        application.awaitWorking();
        return application;
    }

    private long mailsTo(Person person) {
        var address = person.userId() + "@example.org";
        return Arrays.stream(mail.getReceivedMessages())
                .filter(received -> isTo(received, address))
                .count();
    }

    private static boolean isTo(MimeMessage received, String address) {
        try {
            return received.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
