package dev.waymark.message.link;

import java.util.regex.Pattern;

/** The picture of one pixel at the end of a mail: who loads it has opened the mail. */
public final class OpeningPicture {

    private static final String MARKUP = "<img src=\"%s/o/%s.gif\" width=\"1\" height=\"1\" alt=\"\">";

    /** As {@link #MARKUP}, for any address; possessive, so that hostile mail cannot make it slow. */
    private static final Pattern WRITTEN =
            Pattern.compile("<img src=\"[^\"<>]{1,2000}+\" width=\"1\" height=\"1\" alt=\"\">");

    private OpeningPicture() {}

    static String markup(String address, String token) {
        return MARKUP.formatted(address, token);
    }

    /** The mail without its picture: for one of us, whose looking at it is no opening by the person. */
    public static String without(String html) {
        return WRITTEN.matcher(html).replaceAll("");
    }
}
