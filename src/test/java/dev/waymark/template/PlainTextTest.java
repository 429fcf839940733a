package dev.waymark.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of a mail that has markup only. */
class PlainTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "<p>One</p><p>two <b>three</b></p>                       | One\\n\\ntwo three",
                "<h1>Title</h1>Words<br>below                            | Title\\n\\nWords\\nbelow",
                "Read <a href=\"https://a.example/x?y=1&amp;z=2\">this</a>. | Read this (https://a.example/x?y=1&z=2).",
                "<a href='https://a.example'>https://a.example</a>       | https://a.example",
                "<a href=\"mailto:a@b.example\">a@b.example</a>            | a@b.example",
                "<a href=\"https://a.example\"><img alt=\"Shop\" src=x></a> | Shop (https://a.example)",
                "<a href=\"https://a.example\"><img src=x></a>             | https://a.example",
                "<a href=\"#top\">Up</a> <a name=x>here</a>                | Up here",
                "<ul><li>a</li><li>b</li></ul>after                      | - a\\n- b\\n\\nafter",
                "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>        | 1. a\\n  - b\\n2. c",
                "<ul><li><p>a</p></li><li><p>b</p></li></ul>             | - a\\n- b",
                "<table><tr><td>1</td><td>one</td></tr><tr><td>2</td></tr></table> | 1\\none\\n2",
                "a<!-- b --><style>c</style><title>d</title><head>e</head>f | af",
                "<div style=\"display:none;\">a<div>b</div></div>c         | c",
                "&lt;b&gt; &amp;amp; &#3627; &#x1F600; &nbsp;&unknown;   | <b> &amp; ห 😀 &unknown;",
                "1 < 2 and <3 <                                          | 1 < 2 and <3 <",
                "<p title=\"a > b\">c</p>                                  | c"
            })
    void shouldSayWhatTheMarkupSays(String html, String text) {
        assertThat(PlainText.of(html).stripTrailing()).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void shouldSayNothingOfNothing() {
        assertThat(PlainText.of("")).isEmpty();
        assertThat(PlainText.of("<p> <br> </p>")).isEmpty();
    }

    @Test
    @Timeout(5)
    void shouldTakeTimeInProportion() {
        for (var part : List.of(
                "<", "<a ", "<p title=\"", "<!--", "&", "<div style='display:none'>", "<ul><li>", " <a href=x>")) {
            assertThat(PlainText.of(part.repeat(512 * 1024 / part.length()))).isNotNull();
        }
    }

    @Test
    void shouldStandInForATextThatIsNotWritten() {
        // given
        var files = TemplateFiles.sample("unused");
        var html = List.of(
                files.getFirst(),
                TemplateFiles.file("en/email/subject.txt", "Hello"),
                TemplateFiles.file(
                        "en/email/body.html", "<h1>Hi {x}</h1><p><a href=\"https://a.example/{x}\">Go</a></p>"));

        // when
        var rendered =
                TemplateFiles.accepted(html).find("sample").orElseThrow().render("en", "email", Map.of("x", "<b>&\"'"));

        // then
        assertThat(rendered.html()).contains("Hi &lt;b&gt;&amp;&quot;&#39;");
        assertThat(rendered.text()).isEqualTo("Hi <b>&\"'\n\nGo (https://a.example/<b>&\"')\n");
    }

    static Stream<Template> shippedTemplates() throws IOException {
        var templates = TemplateFiles.accepted(
                TemplateFiles.below(TemplateFiles.SHIPPED, TemplateFiles.SHIPPED.resolve("messages")));
        return templates.keys().stream()
                .map(key -> templates.find(key).orElseThrow())
                .filter(template -> template.channels().contains("email"));
    }

    /** What an author wrote beside the markup is the measure: nothing a reader needs may be missing. */
    @ParameterizedTest
    @MethodSource("shippedTemplates")
    void shouldHoldWhatTheShippedMailHolds(Template template) {
        // given
        var values = new HashMap<String, Object>();
        template.parameters().forEach(parameter -> values.put(parameter.name(), value(parameter)));

        for (var locale : template.locales("email")) {
            // when
            var rendered = template.render(locale, "email", values);
            if (rendered.html() == null) {
                continue;
            }
            var text = PlainText.of(rendered.html());

            // then
            assertThat(text).doesNotContain("</", "style=", "&amp;", "&lt;").doesNotContain("\n\n\n");
            assertThat(addresses(text)).containsExactlyInAnyOrderElementsOf(addresses(rendered.html()));
            values.values().stream()
                    .filter(value -> rendered.html().contains(value.toString()))
                    .forEach(value -> assertThat(text).contains(value.toString()));
        }
    }

    private static Object value(Parameter parameter) {
        if (parameter.products() != null) {
            return List.of(Stream.of("sku", "name", "category", "price", "url", "image", "reason")
                    .collect(Collectors.toMap(Function.identity(), PlainTextTest::ofProduct)));
        }
        return switch (parameter.from()) {
            case "config.site" -> "https://shop.example";
            case "message.unsubscribe" -> "https://news.example/u/1";
            default -> "Value" + parameter.name();
        };
    }

    /** Without a picture, which a text cannot hold. */
    private static String ofProduct(String field) {
        return switch (field) {
            case "url" -> "https://shop.example/product";
            case "image" -> "";
            default -> "Product" + field;
        };
    }

    private static List<String> addresses(String text) {
        var found = new ArrayList<String>();
        var address = Pattern.compile("https?://[^\\s\"')<]+").matcher(text);
        while (address.find()) {
            found.add(HtmlEntities.read(address.group()));
        }
        return found;
    }
}
