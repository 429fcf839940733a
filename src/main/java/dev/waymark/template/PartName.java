package dev.waymark.template;

import java.util.Comparator;
import java.util.Set;

/** Which part of a template: one file of one channel in one locale. */
record PartName(String locale, String channel, String file) implements Comparable<PartName> {

    static final String SUBJECT = "subject.txt";
    static final String HTML = "body.html";
    static final String TEXT = "body.txt";
    static final Set<String> FILES = Set.of(SUBJECT, HTML, TEXT);

    private static final Comparator<PartName> ORDER = Comparator.comparing(PartName::locale)
            .thenComparing(PartName::channel)
            .thenComparing(PartName::file);

    boolean isHtml() {
        return file.equals(HTML);
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
