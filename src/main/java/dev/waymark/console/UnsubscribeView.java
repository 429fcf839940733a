package dev.waymark.console;

import dev.waymark.message.Unsubscribing.Standing;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page by which somebody unsubscribes, in their language.
 *
 * @param action where its button leads; null where there is nothing to press
 */
public record UnsubscribeView(
        String language,
        String title,
        String sentence,
        String about,
        @Nullable String action,
        String button) {

    private static final String THAI = "th";

    private static final Map<String, String> ENGLISH_WORDS = Map.of(
            "ask", "Unsubscribe?",
            "ask-more", "You will get no more messages of this kind from us on this channel.",
            "ask-button", "Unsubscribe",
            "done", "You are unsubscribed",
            "done-more", "You get no more messages of this kind from us on this channel.",
            "done-button", "That was a mistake, undo it",
            "kept", "This message belongs to something you asked for",
            "kept-more", "Such messages cannot be switched off, and end by themselves.",
            "missing", "There is nothing here",
            "missing-more", "This link does not lead anywhere. Open the one in the message again.");

    private static final Map<String, String> THAI_WORDS = Map.of(
            "ask", "ยกเลิกรับข้อความใช่ไหม",
            "ask-more", "คุณจะไม่ได้รับข้อความประเภทนี้จากเราทางช่องทางนี้อีก",
            "ask-button", "ยกเลิกรับข้อความ",
            "done", "ยกเลิกรับข้อความเรียบร้อยแล้ว",
            "done-more", "คุณจะไม่ได้รับข้อความประเภทนี้จากเราทางช่องทางนี้อีก",
            "done-button", "กดผิด ขอรับข้อความต่อ",
            "kept", "ข้อความนี้เกี่ยวกับสิ่งที่คุณขอไว้",
            "kept-more", "ข้อความประเภทนี้ปิดไม่ได้ และจะสิ้นสุดเอง",
            "missing", "ไม่พบหน้านี้",
            "missing-more", "ลิงก์นี้ไม่ถูกต้อง กรุณาเปิดลิงก์ในข้อความอีกครั้ง");

    /** @param here address of the page, as seen from where it is shown */
    static UnsubscribeView of(String here, Standing standing) {
        var language = standing.locale().toLowerCase(Locale.ROOT).startsWith(THAI) ? THAI : "en";
        var about = standing.topic() + " (" + standing.channel() + ")";
        if (!standing.isRefusable()) {
            return new UnsubscribeView(language, word(language, "kept"), word(language, "kept-more"), "", null, "");
        }
        var state = standing.isRefused() ? "done" : "ask";
        var action = standing.isRefused() ? undo(here, standing) : here;
        return new UnsubscribeView(
                language,
                word(language, state),
                word(language, state + "-more"),
                about,
                action,
                word(language, state + "-button"));
    }

    private static @Nullable String undo(String here, Standing standing) {
        return standing.canBeUndone() ? here + "/undo" : null;
    }

    /** Whose it is cannot be known, so in both languages. */
    static UnsubscribeView missing() {
        return new UnsubscribeView(
                "en",
                ENGLISH_WORDS.get("missing"),
                ENGLISH_WORDS.get("missing-more") + " " + THAI_WORDS.get("missing-more"),
                "",
                null,
                "");
    }

    private static String word(String language, String key) {
        return (language.equals(THAI) ? THAI_WORDS : ENGLISH_WORDS).get(key);
    }
}
