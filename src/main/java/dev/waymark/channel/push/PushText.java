package dev.waymark.channel.push;

import dev.waymark.channel.SendRequest;
import java.util.regex.Pattern;

/**
 * What a push message shows.
 *
 * @param link where a tap on it leads; empty for nowhere
 */
record PushText(String title, String body, String link) {

    /** An address that stands alone on the last line is where a tap leads, and is not shown. */
    private static final Pattern LAST_LINE = Pattern.compile("(?:^|\\n)\\s*(https?://\\S+)$");

    static PushText of(SendRequest.Content content) {
        var text = content.text().strip();
        var link = LAST_LINE.matcher(text);
        return link.find()
                ? new PushText(
                        content.subject(), text.substring(0, link.start()).strip(), link.group(1))
                : new PushText(content.subject(), text, "");
    }
}
