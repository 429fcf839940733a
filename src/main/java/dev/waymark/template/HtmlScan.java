package dev.waymark.template;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a text with markup apart, tag by tag. Never fails: what is no tag is text. Used once, by one thread. */
final class HtmlScan {

    private static final Pattern NAME = Pattern.compile("</?+[A-Za-z][A-Za-z0-9]*+");
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?<name>[A-Za-z][\\w:-]*+)(?:\\s*+=\\s*+(?:\"(?<double>[^\"]*+)\"|'(?<single>[^']*+)'|(?<bare>[^\\s\"'=<>`]++)))?+");

    private final String html;
    private final Matcher name;

    private int at;
    private boolean text;
    private String content = "";

    HtmlScan(String html) {
        this.html = html;
        this.name = NAME.matcher(html);
    }

    /** Goes to the next tag or text; answers false at the end. */
    boolean next() {
        while (html.startsWith("<!", at) || html.startsWith("<?", at)) {
            skipDeclaration();
        }
        if (at >= html.length()) {
            return false;
        }
        var end = html.charAt(at) == '<' && name.region(at, html.length()).lookingAt() ? endOfTag(name.end()) : -1;
        text = end < 0;
        if (text) {
            var next = html.indexOf('<', at + 1);
            end = next < 0 ? html.length() : next;
        }
        content = html.substring(at, end);
        at = end;
        return true;
    }

    /** Behind the bracket that closes a tag, those in quotes not counted; -1 where it is none. */
    private int endOfTag(int from) {
        var quote = '\0';
        for (var next = from; next < html.length(); next++) {
            var character = html.charAt(next);
            if (quote != '\0') {
                quote = character == quote ? '\0' : quote;
            } else if (character == '"' || character == '\'') {
                quote = character;
            } else if (character == '>') {
                return next + 1;
            } else if (character == '<') {
                return -1;
            }
        }
        return -1;
    }

    private void skipDeclaration() {
        var isComment = html.startsWith("<!--", at);
        var end = html.indexOf(isComment ? "-->" : ">", at);
        at = end < 0 ? html.length() : end + (isComment ? 3 : 1);
    }

    boolean isText() {
        return text;
    }

    /** The text without entities. */
    String text() {
        return HtmlEntities.read(content);
    }

    boolean isEnd() {
        return content.startsWith("</");
    }

    /** In small letters. */
    String tag() {
        return content.substring(isEnd() ? 2 : 1, nameLength()).toLowerCase(Locale.ROOT);
    }

    private int nameLength() {
        return name.end() - name.start();
    }

    Map<String, String> attributes() {
        var attributes = new HashMap<String, String>();
        var attribute = ATTRIBUTE.matcher(content.substring(nameLength(), content.length() - 1));
        while (attribute.find()) {
            attributes.putIfAbsent(
                    attribute.group("name").toLowerCase(Locale.ROOT), HtmlEntities.read(value(attribute)));
        }
        return attributes;
    }

    private static String value(Matcher attribute) {
        for (var quoting : new String[] {"double", "single", "bare"}) {
            if (attribute.group(quoting) != null) {
                return attribute.group(quoting);
            }
        }
        return "";
    }

    /** Goes behind the end of this element, those of the same name within it counted; to the end where it has none. */
    void skipTo(String name) {
        var depth = 1;
        while (depth > 0 && next()) {
            if (!text && tag().equals(name)) {
                depth += isEnd() ? -1 : 1;
            }
        }
    }
}
