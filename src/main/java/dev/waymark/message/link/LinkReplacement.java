package dev.waymark.message.link;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces the links of one message by ours, and keeps where they led: the same target has one number, in the text as in
 * the markup. What is no link of the web, or leads to ourselves, stays. Used once, by one thread.
 */
final class LinkReplacement {

    /** More than any message has; one number is the trap's. */
    private static final int MOST_LINKS = 200;

    private static final int LONGEST = 2_000;

    /** An anchor or a part of an image map; quoted, as the checks of templates want it. */
    private static final Pattern ANCHOR = Pattern.compile(
            "(<(?:a|area)\\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?\\shref\\s*=\\s*)(\"[^\"]*\"|'[^']*')",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern IN_TEXT = Pattern.compile("https?://[^\\s<>\"']+", Pattern.CASE_INSENSITIVE);
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[.,;:!?)\\]]+$");

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\\w+));");
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private final String own;
    private final Set<String> hosts;
    private final IntFunction<String> ours;
    private final List<String> targets = new ArrayList<>();

    /**
     * @param own address of ours: what begins with it is not followed
     * @param hosts to which links may lead, in lower case: a link to another came with what a person has said, and is not
     *     given our name
     * @param ours makes our link of its number
     */
    LinkReplacement(String own, Set<String> hosts, IntFunction<String> ours) {
        this.own = own;
        this.hosts = hosts;
        this.ours = ours;
    }

    List<String> targets() {
        return List.copyOf(targets);
    }

    String inHtml(String html) {
        var replaced = new StringBuilder(html.length());
        var anchors = ANCHOR.matcher(html);
        var done = 0;
        // the matcher alone would try every letter of the mail
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', Math.max(at + 1, done))) {
            if (anchors.region(at, html.length()).lookingAt()) {
                replaced.append(html, done, at).append(anchor(anchors));
                done = anchors.end();
            }
        }
        return replaced.append(html, done, html.length()).toString();
    }

    private String anchor(MatchResult found) {
        var quoted = found.group(2);
        return unescaped(quoted.substring(1, quoted.length() - 1).strip())
                .flatMap(this::followed)
                .map(link -> found.group(1) + "\"" + link + "\"")
                .orElse(found.group());
    }

    String inText(String text) {
        return IN_TEXT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(inSentence(found.group())));
    }

    private String inSentence(String written) {
        var target = END_OF_SENTENCE.matcher(written).replaceAll("");
        return followed(target)
                .map(link -> link + written.substring(target.length()))
                .orElse(written);
    }

    private Optional<String> followed(String target) {
        if (!isWeb(target) || target.equals(own) || target.startsWith(own + "/") || !hosts.contains(hostOf(target))) {
            return Optional.empty();
        }
        var number = targets.indexOf(target);
        if (number < 0 && targets.size() < MOST_LINKS) {
            number = targets.size();
            targets.add(target);
        }
        return number < 0 ? Optional.empty() : Optional.of(ours.apply(number));
    }

    private static String hostOf(String target) {
        return URI.create(target).getHost().toLowerCase(Locale.ROOT);
    }

    /** Whether a browser would go to a host of the web, and nowhere else, whoever reads the address. */
    static boolean isWeb(String target) {
        try {
            var uri = new URI(target);
            var scheme = uri.getScheme();
            return target.length() <= LONGEST
                    && ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    /** Empty where it holds something that only a browser reads. */
    private static Optional<String> unescaped(String attribute) {
        var isKnown = ENTITY.matcher(attribute)
                .results()
                .allMatch(entity -> entity.group(3) == null || ENTITIES.containsKey(entity.group(3)));
        return isKnown
                ? Optional.of(
                        ENTITY.matcher(attribute).replaceAll(entity -> Matcher.quoteReplacement(character(entity))))
                : Optional.empty();
    }

    private static String character(MatchResult entity) {
        if (entity.group(3) != null) {
            return ENTITIES.get(entity.group(3));
        }
        var point = entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : " ";
    }
}
