package dev.waymark.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entities as mails use them; others stay as they are written. */
final class HtmlEntities {

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z]{2,8}));");

    private static final Map<String, String> NAMED = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            // a blank at which no line is broken means nothing where lines are not broken
            Map.entry("nbsp", " "),
            Map.entry("ensp", " "),
            Map.entry("emsp", " "),
            Map.entry("thinsp", " "),
            Map.entry("zwnj", ""),
            Map.entry("zwj", ""),
            Map.entry("shy", ""),
            Map.entry("ndash", "–"),
            Map.entry("mdash", "—"),
            Map.entry("hellip", "…"),
            Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"),
            Map.entry("ldquo", "“"),
            Map.entry("rdquo", "”"),
            Map.entry("bull", "•"),
            Map.entry("middot", "·"),
            Map.entry("copy", "©"),
            Map.entry("reg", "®"),
            Map.entry("trade", "™"),
            Map.entry("euro", "€"),
            Map.entry("pound", "£"),
            Map.entry("times", "×"),
            Map.entry("rarr", "→"),
            Map.entry("larr", "←"));

    private HtmlEntities() {}

    static String read(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                found.group(1) != null
                                        ? character(found.group(), Integer.parseInt(found.group(1)))
                                        : found.group(2) != null
                                                ? character(found.group(), Integer.parseInt(found.group(2), 16))
                                                : NAMED.getOrDefault(found.group(3), found.group())));
    }

    private static String character(String written, int code) {
        return Character.isValidCodePoint(code) && code > 0 && !(code >= 0xD800 && code <= 0xDFFF)
                ? Character.toString(code)
                : written;
    }
}
