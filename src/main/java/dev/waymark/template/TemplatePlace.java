package dev.waymark.template;

/**
 * Where in a template something is, so that its author can go there.
 *
 * @param part file below the locale, for example {@code email/subject.txt}; empty where no part is meant
 * @param line 1-based, or 0 where no line is meant
 */
public record TemplatePlace(String template, String locale, String part, int line, int column) {

    static TemplatePlace whole(String template, String locale) {
        return new TemplatePlace(template, locale, "", 0, 0);
    }

    /** {@code beginner-guide/th/email/subject.txt:1:8}. */
    public String asText() {
        var path = template + "/" + locale + (part.isEmpty() ? "" : "/" + part);
        return line == 0 ? path : path + ":" + line + ":" + column;
    }
}
