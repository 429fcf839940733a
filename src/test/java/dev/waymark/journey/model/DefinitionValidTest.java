package dev.waymark.journey.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.event.EventCondition;
import dev.waymark.event.EventMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A valid journey file")
class DefinitionValidTest {

    private static final Path WELCOME = Path.of("bpmn/journeys/welcome.bpmn");
    private static final Path EVERYTHING = DefinitionFiles.VALID.resolve("everything.bpmn");
    private static final Path WIN_BACK = DefinitionFiles.VALID.resolve("win-back.bpmn");

    static List<Path> validJourneys() throws IOException {
        return Stream.concat(
                        DefinitionFiles.journeysIn(DefinitionFiles.VALID).stream(),
                        DefinitionFiles.journeysIn(DefinitionFiles.SHIPPED).stream())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("validJourneys")
    void shouldBeAccepted(Path file) throws IOException {
        // when
        var model = DefinitionFiles.accepted(file);

        // then
        assertThat(model.key() + ".bpmn").isEqualTo(file.getFileName().toString());
    }

    @Test
    void shouldSayWhoEntersAndWhatItIsFor() throws IOException {
        // when
        var model = DefinitionFiles.accepted(WELCOME);

        // then
        assertThat(model.key()).isEqualTo("welcome");
        assertThat(model.processId()).isEqualTo("WelcomeJourney");
        assertThat(model.title()).isEqualTo("Welcome");
        assertThat(model.entry()).isEqualTo(new Entry("new-signups", null, null, ReEntry.ONCE, null, 0));
        assertThat(model.goalCatch()).isEqualTo(new GoalCatch("first-key-action", "GoalReached", null));
    }

    @Test
    void shouldSayWhatEndsAWait() throws IOException {
        // when
        var model = DefinitionFiles.accepted(WELCOME);

        // then
        assertThat(model.waits())
                .containsOnlyKeys("Task_ListenForProgress")
                .containsEntry(
                        "Task_ListenForProgress",
                        new WaitStep(
                                "Task_ListenForProgress",
                                List.of(
                                        new WaitTrigger("Onboarding Step Completed", null, "ProgressMade"),
                                        new WaitTrigger("Feature Viewed", null, "ProgressMade")),
                                Duration.ofHours(24),
                                LookBack.UNCOUNTED));
    }

    @Test
    void shouldListItsStepsAsTheEngineNamesThem() throws IOException {
        // when
        var model = DefinitionFiles.accepted(WELCOME);

        // then
        assertThat(model.steps())
                .hasSize(13)
                .contains(
                        new Step("StartEvent_SignedUp", "Signed up", "START_EVENT"),
                        new Step("Task_SendBeginnerGuide", "Send beginner's guide", "SERVICE_TASK"),
                        new Step("Gateway_ProgressOrSilence", "Gateway_ProgressOrSilence", "EVENT_BASED_GATEWAY"),
                        new Step("SubProcess_GoalReached", "Goal reached", "EVENT_SUB_PROCESS"));
    }

    @Test
    void shouldListItsFlowsThoseOfTheGoalIncluded() throws IOException {
        // when
        var model = DefinitionFiles.accepted(WELCOME);

        // then
        assertThat(model.flows())
                .hasSize(10)
                .contains(
                        new Flow("Flow_GatewayToSilence", "Gateway_ProgressOrSilence", "Event_SilentForADay"),
                        new Flow("Flow_ConversionToConverted", "Task_RecordConversion", "EndEvent_Converted"));
    }

    @Test
    void shouldHaveNoEntrySegmentWhereOnlyRequestsEnrol() throws IOException {
        // when
        var model = DefinitionFiles.accepted(WIN_BACK);

        // then
        assertThat(model.entry().segment()).isNull();
    }

    @Test
    void shouldSayEveryWayIn() throws IOException {
        // when
        var entry = DefinitionFiles.accepted(EVERYTHING).entry();

        // then
        assertThat(entry)
                .isEqualTo(new Entry(
                        "new-signups",
                        new EventMatch("Feature Viewed", EventCondition.of("category = \"TV\" and price > 1000")),
                        new EntrySchedule("sleepers", DayOfWeek.MONDAY, LocalTime.of(9, 0), Duration.ofHours(2)),
                        ReEntry.PERIODIC,
                        Duration.ofDays(30),
                        2.5));
    }

    @Test
    void shouldSayWhatTakesPeopleOut() throws IOException {
        // when
        var model = DefinitionFiles.accepted(EVERYTHING);

        // then
        var condition = EventCondition.of("value > 0");
        assertThat(model.exits())
                .isEqualTo(new Exits(
                        List.of(
                                new EventMatch("Order Completed", condition),
                                new EventMatch("Feature Viewed", condition)),
                        Set.of("champions"),
                        Set.of("new-signups", "sleepers")));
        assertThat(model.goalCatch()).isEqualTo(new GoalCatch("first-key-action", "GoalReached", Duration.ofDays(14)));
    }

    @Test
    void shouldHaveThePriorityItNamesOrTheMiddle() throws IOException {
        assertThat(DefinitionFiles.accepted(EVERYTHING).priority()).isEqualTo(70);
        assertThat(DefinitionFiles.accepted(WELCOME).priority()).isEqualTo(50);
    }

    @Test
    void shouldNameNoExitWhereOnlyTheGoalEndsIt() throws IOException {
        assertThat(DefinitionFiles.accepted(WELCOME).exits()).isEqualTo(Exits.NONE);
    }

    @Test
    void shouldTryConditionsBeforeTheEventAlone() throws IOException {
        // when
        var wait = DefinitionFiles.accepted(EVERYTHING).waits().get("Task_Listen");

        // then
        assertThat(wait)
                .isEqualTo(new WaitStep(
                        "Task_Listen",
                        List.of(
                                new WaitTrigger("Order Completed", EventCondition.of("outcome = \"sold\""), "Sold"),
                                new WaitTrigger(
                                        "Order Completed",
                                        EventCondition.of("outcome in (\"refused\", \"missed\")"),
                                        "Lost"),
                                new WaitTrigger("Feature Viewed", null, "Other"),
                                new WaitTrigger("Order Completed", null, "Other")),
                        Duration.ofDays(2),
                        LookBack.ENTRY));
    }

    @Test
    void shouldBeKnownByTheHashOfItsBytes() throws IOException {
        // when
        var welcome = DefinitionFiles.accepted(WELCOME);
        var winBack = DefinitionFiles.accepted(WIN_BACK);

        // then
        assertThat(welcome.contentHash()).matches("[0-9a-f]{64}").isNotEqualTo(winBack.contentHash());
        assertThat(welcome).isEqualTo(DefinitionFiles.accepted(WELCOME));
    }
}
