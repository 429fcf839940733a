package dev.waymark.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.waymark.support.DefinitionFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
