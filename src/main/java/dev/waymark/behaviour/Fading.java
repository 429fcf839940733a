package dev.waymark.behaviour;

/**
 * What is left of one after so many days. Reckoned once: who looks ahead in time asks a hundred times for one person.
 * Thread-safe.
 */
final class Fading {

    /** As long as the days kept of a person usually reach back; what is older is reckoned when asked. */
    private static final int REMEMBERED = 2_048;

    /** There is one half life in one application. */
    private static volatile Fading latest = new Fading(1);

    private final double halfLife;
    private final double[] left = new double[REMEMBERED];

    private Fading(double halfLife) {
        this.halfLife = halfLife;
        for (int days = 0; days < REMEMBERED; days++) {
            left[days] = reckon(days);
        }
    }

    static Fading by(double halfLifeInDays) {
        var known = latest;
        if (known.halfLife != halfLifeInDays) {
            known = new Fading(halfLifeInDays);
            latest = known;
        }
        return known;
    }

    /** @param days not negative */
    double after(long days) {
        return days < REMEMBERED ? left[(int) days] : reckon(days);
    }

    private double reckon(long days) {
        return Math.pow(0.5, days / halfLife);
    }
}
