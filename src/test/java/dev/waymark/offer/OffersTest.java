package dev.waymark.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waymark.support.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The file of offers")
class OffersTest {

    @Test
    void shouldSayHowLongACodeIsGood() {
        var offers = Offers.read(file("gift: {title: A gift, expiresAfter: P7D}\nreward: {title: A reward}\n"));

        assertThat(offers.get("gift").expiresAfter()).isEqualTo(Duration.ofDays(7));
        assertThat(offers.get("reward").expiresAfter()).isNull();
    }

    @Test
    void shouldBeRefusedWithASentence() {
        assertRefused(
                "gift: {expiresAfter: P7D}",
                "bpmn/offers.yaml: Expected the offer gift to have a title, but it has none.");
        assertRefused("gift: {title: A gift, expiresAfter: a week}", "but it has a week. Correct it.");
        assertRefused("gift: {title: A gift, expires: P7D}", "there is also expires");
        assertRefused("gift: {title: A gift, codes: none}", "in codes generated or pool, but it has none");
        assertRefused("gift: {title: A gift, codes: pool}", "in whenEmpty skip or without, but it has nothing");
        assertRefused("gift: {title: A gift, whenEmpty: skip}", "codes: pool beside alarmAt and whenEmpty");
        assertRefused(
                "gift: {title: A gift, codes: pool, whenEmpty: skip, alarmAt: 0}", "a number from 1 to a million");
    }

    @Test
    void shouldSayWhereCodesComeFromAndWhatHappensWithoutThem() {
        var offers = Offers.read(file("a: {title: A, codes: pool, alarmAt: 7, whenEmpty: skip}\n"
                + "b: {title: B, codes: pool, whenEmpty: without}\nc: {title: C, codes: generated}\n"));

        assertThat(offers.get("a").pool()).isEqualTo(new Offers.Pool(7, true));
        assertThat(offers.get("b").pool()).isEqualTo(new Offers.Pool(100, false));
        assertThat(offers.get("c").pool()).isNull();
    }

    @Test
    void shouldNameEachOfferInOneFileOnly() {
        var file = file("gift: {title: A gift}");

        assertThatIllegalStateException()
                .isThrownBy(() -> Offers.read(List.of(file, file)))
                .withMessageContaining("the offer gift to have one entry in all files");
    }

    private static void assertRefused(String yaml, String sentence) {
        assertThatIllegalStateException()
                .isThrownBy(() -> Offers.read(file(yaml)))
                .withMessageContaining(sentence);
    }

    private static DefinitionFile file(String yaml) {
        return new DefinitionFile("bpmn/offers.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
