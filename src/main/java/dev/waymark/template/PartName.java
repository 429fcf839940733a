package dev.waymark.template;

import java.util.Comparator;
import java.util.Set;

/** Which part of a template: one file of one channel in one locale. */
record PartName(String locale, String channel, String file) implements Comparable<PartName> {

    static final String SUBJECT = "subject.txt";
    static final String HTML = "body.html";
    static final String TEXT = "body.txt";
    /** Which words a provider has approved; no text. */
    static final String APPROVED = "approved.yaml";

    static final Set<String> FILES = Set.of(SUBJECT, HTML, TEXT, APPROVED);

    private static final Comparator<PartName> ORDER = Comparator.comparing(PartName::locale)
            .thenComparing(PartName::channel)
            .thenComparing(PartName::file);

    boolean isHtml() {
        return file.equals(HTML);
    }

    boolean isBody() {
        return file.equals(HTML) || file.equals(TEXT);
    }

    boolean isApproval() {
        return file.equals(APPROVED);
    }

    /** The text of the same message. */
    PartName text() {
        return new PartName(locale, channel, TEXT);
    }

    /** As told to a person, below the template's folder. */
    String path() {
        return locale + "/" + channel + "/" + file;
    }

    @Override
    public int compareTo(PartName other) {
        return ORDER.compare(this, other);
    }
}
