package dev.waymark.template;

import dev.waymark.support.Finding;

/** Line and column, from 1, of a place in a text. */
record TextPlace(int line, int column) {

    static TextPlace of(String text, int offset) {
        var before = text.substring(0, offset);
        var lines = (int) before.chars().filter(character -> character == '\n').count();
        return new TextPlace(lines + 1, offset - before.lastIndexOf('\n'));
    }

    Finding finding(String file, String sentence) {
        return Finding.atLine(file, line, column, sentence);
    }
}
