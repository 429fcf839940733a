package dev.waymark.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a body with markup says, for who reads without: headings and paragraphs apart, lists with dashes or numbers, the
 * address of a link in parentheses after its words, pictures by their {@code alt}. What the mail hides stays hidden.
 *
 * <p>Reads what {@link HtmlRules} let through; tolerant, because the text is made of whatever a template became. Takes
 * time in proportion to the length. Used once, by one thread.
 */
final class PlainText {

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "ul",
            "ol",
            "blockquote",
            "section",
            "article",
            "header",
            "footer",
            "hr",
            "body",
            "pre",
            "figure");
    private static final Set<String> LINES = Set.of("tr", "li", "dt", "dd", "td", "th", "caption");
    private static final Set<String> SILENT = Set.of("head", "style", "script", "title", "template");
    private static final Set<String> EMPTY_TAGS =
            Set.of("br", "img", "hr", "meta", "link", "input", "col", "wbr", "source", "area", "base", "embed");
    private static final Pattern HIDDEN = Pattern.compile("(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)");
    private static final Pattern FOLLOWED = Pattern.compile("(?i)(?:https?:|mailto:|tel:).*", Pattern.DOTALL);

    /** Deeper lists stand below this one: markup may nest them without end. */
    private static final int DEEPEST = 5;

    private final StringBuilder out = new StringBuilder();
    private final Deque<Counter> lists = new ArrayDeque<>();
    private final HtmlScan scan;

    /** Line breaks that are due before the next word. */
    private int breaks;

    private boolean blank;

    /** Only the mark of an item stands on the line so far. */
    private boolean marked;

    /** The link we are in: there is none within another. */
    private @Nullable Link link;

    private PlainText(String html) {
        this.scan = new HtmlScan(html);
    }

    private record Link(String address, int begin) {}

    private static final class Counter {

        private final boolean numbered;
        private int next = 1;

        Counter(boolean numbered) {
            this.numbered = numbered;
        }
    }

    static String of(String html) {
        return new PlainText(html).read();
    }

    private String read() {
        while (scan.next()) {
            if (scan.isText()) {
                words(scan.text());
            } else if (scan.isEnd()) {
                ends(scan.tag());
            } else {
                begins(scan.tag(), scan.attributes());
            }
        }
        return out.isEmpty() ? "" : out.append('\n').toString();
    }

    private void begins(String tag, Map<String, String> attributes) {
        var style = attributes.getOrDefault("style", "").toLowerCase(Locale.ROOT);
        if (SILENT.contains(tag)
                || attributes.containsKey("hidden")
                || HIDDEN.matcher(style).find()) {
            if (!EMPTY_TAGS.contains(tag)) {
                scan.skipTo(tag);
            }
            return;
        }
        if (!marked) {
            separates(tag);
        }
        switch (tag) {
            case "br" -> breaks++;
            case "a" -> link = new Link(attributes.getOrDefault("href", "").strip(), out.length());
            case "img" -> words(attributes.getOrDefault("alt", ""));
            case "ul", "ol" -> lists.push(new Counter(tag.equals("ol")));
            case "li" -> item();
            default -> {
                // its words are all it says
            }
        }
    }

    private void ends(String tag) {
        if (tag.equals("a") && link != null) {
            address(link);
            link = null;
        }
        if ((tag.equals("ul") || tag.equals("ol")) && !lists.isEmpty()) {
            lists.pop();
        }
        separates(tag);
    }

    private void separates(String tag) {
        if (BLOCKS.contains(tag)) {
            // what is in a list goes on with its lines
            breaks = Math.max(breaks, lists.isEmpty() ? 2 : 1);
        } else if (LINES.contains(tag)) {
            breaks = Math.max(breaks, 1);
        }
    }

    private void item() {
        var list = lists.peek();
        var mark = list == null || !list.numbered ? "- " : list.next++ + ". ";
        put("  ".repeat(Math.clamp(lists.size() - 1, 0, DEEPEST)) + mark);
        marked = true;
    }

    private void address(Link link) {
        var shown = out.substring(Math.min(link.begin(), out.length())).strip();
        var plain = link.address().replaceFirst("(?i)^(?:mailto|tel):", "");
        if (FOLLOWED.matcher(link.address()).matches() && !shown.equals(link.address()) && !shown.equals(plain)) {
            if (shown.isEmpty()) {
                put(plain);
            } else {
                out.append(" (").append(plain).append(')');
            }
        }
    }

    /** Blanks and line breaks of markup are one blank. */
    private void words(String text) {
        var start = 0;
        for (var at = 0; at <= text.length(); at++) {
            if (at == text.length() || isBlank(text.charAt(at))) {
                if (at > start) {
                    put(text.substring(start, at));
                }
                blank |= at < text.length();
                start = at + 1;
            }
        }
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t' || character == '\f';
    }

    private void put(String word) {
        if (out.isEmpty()) {
            breaks = 0;
        } else if (breaks > 0) {
            out.repeat('\n', Math.min(breaks, 2));
        } else if (blank && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
        breaks = 0;
        blank = false;
        marked = false;
        out.append(word);
    }
}
