package dev.waymark.message.link;

import dev.waymark.channel.SendRequest.Approved;
import dev.waymark.channel.SendRequest.Content;
import dev.waymark.channel.SendRequest.WayBack;
import dev.waymark.message.link.Tokens.Purpose;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Puts into a message what leads back to us: its links, the way to unsubscribe, where it returns to. Without a public
 * address it stays as it was written. Immutable; thread-safe.
 */
@Singleton
public class OutgoingLinks {

    private static final String EMAIL = "email";
    private static final String SMS = "sms";
    private static final String END_OF_BODY = "</body>";

    /** The link that no person sees. */
    static final int TRAP = 255;

    private final OwnAddress own;
    private final Tokens tokens;
    private final TrackingSettings settings;
    private final Optional<String> bounceDomain;

    OutgoingLinks(
            OwnAddress own,
            Tokens tokens,
            TrackingSettings settings,
            @ConfigProperty(name = "waymark.email.bounce-domain") Optional<String> bounceDomain) {
        this.own = own;
        this.tokens = tokens;
        this.settings = settings;
        this.bounceDomain = bounceDomain.map(String::strip);
    }

    /**
     * A message as it was written.
     *
     * @param isFollowed whether its template lets it be seen who opens and clicks
     * @param hosts to which its links may lead in our name
     * @param isRefusable whether the person can unsubscribe from what it is about
     */
    public record Letter(
            UUID message, String channel, Content content, boolean isFollowed, Set<String> hosts, boolean isRefusable) {

        public Letter {
            hosts = Set.copyOf(hosts);
        }
    }

    /**
     * A message as it is sent.
     *
     * @param links targets by number; none where they are not followed
     */
    public record Prepared(Content content, List<String> links, WayBack wayBack) {}

    public Prepared prepare(Letter letter) {
        return own.get()
                .map(address -> prepare(letter, address))
                .orElseGet(() -> new Prepared(
                        letter.content(), List.of(), new WayBack(null, returnPath(letter), headers(letter, null))));
    }

    private Prepared prepare(Letter letter, String address) {
        var unsubscribe = address + "/u/" + tokens.make(Purpose.UNSUBSCRIBE, letter.message(), 0);
        var content = replaced(letter.content(), UnsubscribeAddress.sample(address), unsubscribe);
        var wayBack = new WayBack(statusUrl(letter, address), returnPath(letter), headers(letter, unsubscribe));
        if (!settings.enabled() || !letter.isFollowed() || !settings.channels().contains(letter.channel())) {
            return new Prepared(content, List.of(), wayBack);
        }
        var links = new LinkReplacement(
                address,
                letter.hosts(),
                number -> address + "/l/" + tokens.make(Purpose.LINK, letter.message(), number));
        var html = links.inHtml(content.html());
        var text = links.inText(content.text());
        var shown = letter.channel().equals(EMAIL) ? withMarks(html, letter.message(), address) : html;
        var approved = approved(content, links::inText);
        return new Prepared(new Content(content.subject(), shown, text, approved), links.targets(), wayBack);
    }

    /** The picture that shows an opening, and the trap, where a mail reader ends reading. */
    private String withMarks(String html, UUID message, String address) {
        var end = endOfBody(html);
        return end < 0 ? html : html.substring(0, end) + marks(message, address) + html.substring(end);
    }

    /** Looked for from behind, where it is: a copy in small letters took longer than to write the mail. */
    private static int endOfBody(String html) {
        var at = html.lastIndexOf('<');
        while (at >= 0 && !html.regionMatches(true, at, END_OF_BODY, 0, END_OF_BODY.length())) {
            at = html.lastIndexOf('<', at - 1);
        }
        return at;
    }

    private String marks(UUID message, String address) {
        var marks = new StringBuilder();
        if (settings.trap()) {
            marks.append("<a href=\"%s/l/%s\" style=\"display:none\" tabindex=\"-1\" aria-hidden=\"true\"></a>"
                    .formatted(address, tokens.make(Purpose.LINK, message, TRAP)));
        }
        if (settings.opens()) {
            marks.append(OpeningPicture.markup(address, tokens.make(Purpose.PICTURE, message, 0)));
        }
        return marks.toString();
    }

    private @Nullable String statusUrl(Letter letter, String address) {
        return letter.channel().equals(SMS)
                ? address + "/v1/callbacks/sms/status?m=" + tokens.make(Purpose.STATUS, letter.message(), 0)
                : null;
    }

    private @Nullable String returnPath(Letter letter) {
        return letter.channel().equals(EMAIL)
                ? bounceDomain
                        .map(domain -> ReturnAddress.PREFIX + tokens.makeCaseless(Purpose.RETURN, letter.message())
                                + "@" + domain)
                        .orElse(null)
                : null;
    }

    /** RFC 8058 asks for an address that begins with https; a mail program posts to nothing else. */
    private Map<String, String> headers(Letter letter, @Nullable String unsubscribe) {
        var headers = new TreeMap<String, String>();
        if (letter.channel().equals(EMAIL)) {
            headers.put(ReturnAddress.HEADER, tokens.makeCaseless(Purpose.RETURN, letter.message()));
            if (unsubscribe != null && letter.isRefusable() && own.isSecure()) {
                headers.put("List-Unsubscribe", "<" + unsubscribe + ">");
                headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        }
        return headers;
    }

    private static Content replaced(Content content, String sample, String actual) {
        return new Content(
                content.subject(),
                content.html().replace(sample, actual),
                content.text().replace(sample, actual),
                approved(content, value -> value.replace(sample, actual)));
    }

    /** Approved words stay as they are; what fills their places is text like any other. */
    private static @Nullable Approved approved(Content content, UnaryOperator<String> change) {
        var words = content.approved();
        return words == null
                ? null
                : new Approved(
                        words.name(),
                        words.language(),
                        words.values().stream().map(change).toList());
    }
}
