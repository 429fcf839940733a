package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Helps within the hour, leaves people alone while they are busy with the basket, and compares two arms. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbandonedCheckoutJourneyTest {

    private final JourneyRun journey = new JourneyRun("abandoned-checkout");

    @Test
    void shouldRemindTwiceAndCallWithinTheHour() {
        // given
        var people = Stream.of("Ada", "Ben", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal")
                .map(this::leavesACheckout)
                .toList();

        // when
        letPass("PT10M");
        awaitAll(people, "Gateway_SecondQuiet");
        letPass("PT20M");
        awaitAll(people, "Gateway_ThirdQuiet");
        people.getLast().tracks("Product Removed");
        letPass("PT14M");
        awaitAll(people, "Gateway_ThirdQuiet");
        letPass("PT1M");
        awaitAll(people, "Gateway_Call");

        // then both arms are there, and each stays in its own
        assertThat(people)
                .allSatisfy(
                        person -> assertThat(journey.mailsOf(person)).hasSize(2).endsWith("checkout-help"));
        assertThat(people)
                .extracting(person -> journey.mailsOf(person).getFirst())
                .contains("checkout-plain", "checkout-personal");

        // when
        people.subList(1, 8).forEach(person -> journey.finishesTask(person, "talked"));
        letPass("P1D");

        // then
        journey.awaitOutcome(people.getFirst(), "not-called");
        people.subList(1, 8).forEach(person -> journey.awaitOutcome(person, "called"));
    }

    @Test
    void shouldBeginAnewWhenTheBasketChanges() {
        // given
        var ada = leavesACheckout("Ada");

        // when
        letPass("PT9M");
        ada.tracks("Product Added");
        letPass("PT9M");

        // then
        journey.awaitAt(ada, "Gateway_Basket");
        assertThat(journey.mailsOf(ada)).isEmpty();

        // when
        letPass("PT1M");
        journey.awaitAt(ada, "Gateway_SecondQuiet");
        ada.tracks("Product Removed");
        letPass("PT20M");
        journey.awaitAt(ada, "Gateway_ThirdQuiet");
        ada.tracks("Order Completed");

        // then
        journey.awaitOutcome(ada, "converted");
    }

    @Test
    void shouldRemindACustomerOnceAndNotCall() {
        // given
        var ada = somebody("Ada", "reminders").tracks("Order Completed", Map.of("order_id", "a-1", "revenue", 9));
        ada.tracks("Checkout Started");
        journey.awaitAt(ada, "Gateway_Basket");

        // when
        letPass("PT10M");

        // then
        journey.awaitOutcome(ada, "reminded-once");
        assertThat(journey.mailsOf(ada)).containsExactly("basket-waiting");
    }

    @Test
    void shouldLeaveItToTheCallbackWhenTheyAskForOne() {
        // given
        var ada = leavesACheckout("Ada");

        // when
        ada.tracks("Callback Requested");

        // then
        journey.awaitOutcome(ada, "exit-callback-requested");
    }

    private void awaitAll(List<Person> people, String element) {
        people.forEach(person -> journey.awaitAt(person, element));
    }

    private Person leavesACheckout(String name) {
        var person = somebody(name, "reminders").tracks("Checkout Started");
        journey.awaitAt(person, "Gateway_Basket");
        return person;
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
