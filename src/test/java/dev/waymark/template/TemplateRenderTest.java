package dev.waymark.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Rendering a template")
class TemplateRenderTest {

    private static final Map<String, String> MALI =
            Map.of("firstName", "Mali", "code", "GIFT-7QX2", "contact", "help@example.org", "unsubscribe", "u");

    private final Template guide = template("beginner-guide");
    private final Template news = template("order-news");

    @Test
    void shouldFillInThePersonsValues() {
        // when
        var mail = guide.render("en", "email", MALI);

        // then
        assertThat(mail.subject()).isEqualTo("Three small steps to get going");
        assertThat(mail.text()).startsWith("Hi Mali,").contains("GIFT-7QX2", "help@example.org");
        assertThat(mail.html()).contains("Hi Mali,", "GIFT-7QX2", "help@example.org");
    }

    @Test
    void shouldWriteThai() {
        // when
        var mail = guide.render(
                "th", "email", Map.of("firstName", "มะลิ", "code", "A1", "contact", "c", "unsubscribe", "u"));

        // then
        assertThat(mail.subject()).isEqualTo("เริ่มต้นง่าย ๆ ใน 3 ขั้นตอน");
        assertThat(mail.text()).startsWith("สวัสดีค่ะ มะลิ");
    }

    @ParameterizedTest
    @CsvSource({"th-TH, th", "th_TH, th", "th, th", "en-GB, en", "de, en", "'', en", "!?, en"})
    void shouldChooseTheNearestLocale(String wanted, String chosen) {
        // when
        var mail = guide.render(wanted, "email", MALI);

        // then
        assertThat(mail.locale()).isEqualTo(chosen);
    }

    @Test
    void shouldTakeTheFirstLocaleWhereThereIsNoEnglish() {
        // given
        var files = List.of(
                TemplateFiles.file("meta.yaml", "title: Sample\n"),
                TemplateFiles.file("th/sms/body.txt", "สวัสดี"),
                TemplateFiles.file("ja/sms/body.txt", "こんにちは"));

        // when
        var sms = TemplateFiles.accepted(files).find("sample").orElseThrow().render("de", "sms", Map.of());

        // then
        assertThat(sms.locale()).isEqualTo("ja");
        assertThat(sms.text()).isEqualTo("こんにちは");
        assertThat(sms.subject()).isNull();
        assertThat(sms.html()).isNull();
    }

    @Test
    void shouldUseTheFallbackOfTheLocale() {
        // given
        var nameless = Map.of("firstName", "  ", "code", "A1", "contact", "c", "unsubscribe", "u");

        // when
        var english = guide.render("en", "email", nameless);
        var thai = guide.render("th", "email", Map.of("code", "A1", "contact", "c", "unsubscribe", "u"));

        // then
        assertThat(english.text()).startsWith("Hi there,");
        assertThat(thai.text()).startsWith("สวัสดีค่ะ คุณลูกค้า");
    }

    @Test
    void shouldFailAtThePlaceOfAMissingValue() {
        // given
        var codeless = Map.of("firstName", "canary-name", "contact", "c", "unsubscribe", "u");

        // then
        assertThatExceptionOfType(TemplateFailure.class)
                .isThrownBy(() -> guide.render("th", "email", codeless))
                .satisfies(failure -> {
                    assertThat(failure.parameter()).isEqualTo("code");
                    assertThat(failure.place().template()).isEqualTo("beginner-guide");
                    assertThat(failure.place().locale()).isEqualTo("th");
                    assertThat(failure.place().line()).isPositive();
                    assertThat(failure.place().column()).isPositive();
                    assertThat(failure).hasNoCause();
                    assertThat(failure.getMessage())
                            .contains("beginner-guide/th/email/body.", "the parameter code, but there is none")
                            .doesNotContain("canary-name");
                });
    }

    @Test
    void shouldFailForAChannelNobodyWroteFor() {
        assertThatExceptionOfType(TemplateFailure.class)
                .isThrownBy(() -> guide.render("en", "sms", MALI))
                .withMessageContaining("it has no parts for sms");
    }

    @Test
    void shouldEscapeInHtmlOnly() {
        // given
        var values = Map.of("firstName", "<b>\"O'Hara\" & co</b>", "code", "A1", "contact", "c", "unsubscribe", "u");

        // when
        var mail = guide.render("en", "email", values);

        // then
        assertThat(mail.html())
                .contains("Hi &lt;b&gt;&quot;O&#39;Hara&quot; &amp; co&lt;/b&gt;,")
                .doesNotContain("<b>");
        assertThat(mail.text()).startsWith("Hi <b>\"O'Hara\" & co</b>,");
    }

    @Test
    void shouldRepeatListsAndChoose() {
        // given
        var values = Map.of(
                "name",
                "Mali",
                "items",
                List.of(Map.of("title", "Tea & cake", "price", 4.50), Map.of("title", "Cup", "price", 12)),
                "points",
                100,
                "address",
                Map.of("city", "Chiang Mai"),
                "contact",
                "help@example.org");

        // when
        var mail = news.render("en", "email", values);

        // then
        assertThat(mail.html())
                .contains("<li>1. Tea &amp; cake 4.5,</li>\n<li>2. Cup 12</li>")
                .contains("Gold, Chiang Mai")
                .contains("{braces}", " {kept} ", "p { color: #333 }")
                .doesNotContain("a note");
    }

    @ParameterizedTest
    @CsvSource({"5, Mali: five", "5.0, Mali: five", "50, Mali: other"})
    void shouldCompareNumbers(BigDecimal points, String expected) {
        // when
        var sms = news.render("en", "sms", Map.of("name", "Mali", "points", points));

        // then
        assertThat(sms.text()).isEqualTo(expected);
    }

    @Test
    void shouldCompareAFallbackThatReadsAsANumber() {
        // given
        var unknown = Map.of("name", "Mali", "items", List.of(), "address", Map.of("town", "Pai"), "contact", "c");

        // when
        var mail = news.render("en", "email", unknown);

        // then
        assertThat(mail.html()).contains("New, no city");
    }

    @Test
    void shouldKeepASubjectOnOneLine() {
        // given
        var values = Map.of(
                "name",
                "Mali\r\nBcc: all@example.org\u2028\u0000x",
                "items",
                List.of(),
                "address",
                Map.of(),
                "contact",
                "c");

        // when
        var mail = news.render("en", "email", values);

        // then
        assertThat(mail.subject()).isEqualTo("Mali Bcc: all@example.org x, news of your order");
    }

    @Test
    void shouldKnowWhetherItHasWordsForWhereThereIsNoCode() {
        assertThat(withCode("fallback: {en: ask us, th: ถามเรา}").canGoWithoutCode())
                .isTrue();
        assertThat(withCode("fallback: {th: ถามเรา}").canGoWithoutCode()).isFalse();
        assertThat(guide.canGoWithoutCode()).isFalse();
    }

    private static Template withCode(String fallback) {
        var meta = "title: Sample\noffer: gift\nparameters:\n  code: {from: offer.code, " + fallback + "}\n";
        return TemplateFiles.accepted(List.of(
                        TemplateFiles.file("meta.yaml", meta),
                        TemplateFiles.file("en/sms/body.txt", "{code}"),
                        TemplateFiles.file("th/sms/body.txt", "{code}")))
                .find("sample")
                .orElseThrow();
    }

    private static Template template(String key) {
        try {
            return TemplateFiles.valid().find(key).orElseThrow();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
