package dev.waymark.segment;

/** Leaves the reading of one case of a fixture file; caught by {@link FixtureFile}, which goes on with the next. */
final class WrongFixture extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongFixture(String expected, String but) {
        super("Expected " + expected + ", but " + but + ". Correct it.", null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
