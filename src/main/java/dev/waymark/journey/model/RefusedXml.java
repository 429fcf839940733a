package dev.waymark.journey.model;

/** Well-formed XML that is not for us; stays inside the reader, which makes a finding of it. */
final class RefusedXml extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String sentence;

    RefusedXml(int line, String sentence) {
        super(sentence);
        this.line = line;
        this.sentence = sentence;
    }

    int line() {
        return line;
    }

    String sentence() {
        return sentence;
    }
}
