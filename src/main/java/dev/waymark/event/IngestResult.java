package dev.waymark.event;

/**
 * What became of a request's events, all of them durable.
 *
 * @param stored how many are new
 * @param repeated how many were there already
 * @param parked how many the database refused and are kept aside
 */
public record IngestResult(int stored, int repeated, int parked) {

    static final IngestResult NONE = new IngestResult(0, 0, 0);

    IngestResult plus(IngestResult other) {
        return new IngestResult(stored + other.stored, repeated + other.repeated, parked + other.parked);
    }
}
