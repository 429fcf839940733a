package dev.waymark.message.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Replacing the links of a message")
class LinkReplacementTest {

    private final LinkReplacement links = new LinkReplacement(
            "https://own.example",
            Set.of("a.example", "b.example", "c.example", "own.example.evil.example"),
            number -> "OURS" + number);

    @Test
    void shouldGiveOneNumberToOneTargetInMarkupAndText() {
        assertThat(
                        links.inHtml(
                                "<a href=\"https://a.example/?x=1&amp;y=&#39;2&#x27;\">1</a><A CLASS='c' HREF='http://b.example'>2</A>"))
                .isEqualTo("<a href=\"OURS0\">1</a><A CLASS='c' HREF=\"OURS1\">2</A>");
        assertThat(links.inText("(see http://b.example), or https://c.example/path?q=1. Bye"))
                .isEqualTo("(see OURS1), or OURS2. Bye");
        assertThat(links.targets())
                .containsExactly("https://a.example/?x=1&y='2'", "http://b.example", "https://c.example/path?q=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"mailto:a@b.example\">x</a>",
                "<a href=\"tel:+66\">x</a>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"//evil.example\">x</a>",
                "<a href=\"/path\">x</a>",
                "<a href=\"#top\">x</a>",
                "<a href=\"https://user:pass@evil.example/\">x</a>",
                "<a href=\"https://own.example/u/token\">x</a>",
                "<a href=\"https://a.example/&eacute;\">x</a>",
                "<a href=\"https:///nohost\">x</a>",
                "<img src=\"https://a.example/x.png\">",
                "<link href=\"https://a.example/x.css\">",
                "<a data-href=\"https://a.example/\">x</a>",
                "<a title=\" href='https://a.example/'\">x</a>"
            })
    void shouldLeaveWhatIsNoLinkOfTheWeb(String html) {
        assertThat(links.inHtml(html)).isEqualTo(html);
        assertThat(links.targets()).isEmpty();
    }

    @Test
    void shouldNotGiveOurNameToWhereAPersonWantsToLead() {
        assertThat(links.inText("Hi https://evil.example/login")).isEqualTo("Hi https://evil.example/login");
        assertThat(links.inHtml("<a href=\"https://EVIL.example\">x</a>"))
                .isEqualTo("<a href=\"https://EVIL.example\">x</a>");
        assertThat(links.targets()).isEmpty();
    }

    @Test
    void shouldNotTakeAnotherHostForOurs() {
        assertThat(links.inText("https://own.example.evil.example/u/x")).isEqualTo("OURS0");
    }

    @Test
    void shouldNotLookForATagWithinATag() {
        assertThat(links.inHtml("<a title=\"<a href='https://b.example'>\" href=\"https://a.example\">x</a> < 3"))
                .isEqualTo("<a title=\"<a href='https://b.example'>\" href=\"OURS0\">x</a> < 3");
        assertThat(links.targets()).containsExactly("https://a.example");
    }

    @Test
    void shouldReadATagWhoseAttributesHoldWhatEndsTags() {
        assertThat(links.inHtml("<a title=\"a > b\" href=\"https://a.example\">x</a>"))
                .isEqualTo("<a title=\"a > b\" href=\"OURS0\">x</a>");
    }

    @Test
    void shouldStopAtAsManyLinksAsThereAreNumbers() {
        var text = new StringBuilder();
        for (var i = 0; i < 300; i++) {
            text.append("https://a.example/").append(i).append(' ');
        }

        assertThat(links.inText(text.toString())).contains("OURS199").contains("https://a.example/200 ");
        assertThat(links.targets()).hasSize(200);
    }
}
