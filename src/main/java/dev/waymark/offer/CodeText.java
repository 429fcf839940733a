package dev.waymark.offer;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a code is written: two times five of Crockford's characters, of which none is mistaken for another when it is
 * read aloud in a shop.
 */
final class CodeText {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** 50 bits: guessing one of a million live codes takes about a thousand million tries. */
    private static final int LENGTH = 10;

    private static final int LONGEST_TYPED = 40;

    private static final int LONGEST_FROM_ELSEWHERE = 100;

    private CodeText() {}

    static String next(RandomGenerator random) {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return inTwo(code.toString());
    }

    /** What somebody typed, as it is stored: case, blanks and hyphens do not matter, nor O for 0 and I or L for 1. */
    static Optional<String> read(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return code.matches("[" + ALPHABET + "]{" + LENGTH + "}") ? Optional.of(inTwo(code)) : Optional.empty();
    }

    /** How a code from elsewhere is found, however it is typed: capitals, without blanks and hyphens. */
    static String lookup(String typed) {
        return typed.length() > LONGEST_FROM_ELSEWHERE
                ? ""
                : typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    }

    private static String inTwo(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }
}
