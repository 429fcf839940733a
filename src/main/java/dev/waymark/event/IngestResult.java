package dev.waymark.event;

/**
 * What became of a request's events, all of them durable.
 *
 * @param stored how many are new
 * @param repeated how many were there already
 */
public record IngestResult(int stored, int repeated) {

    IngestResult plus(IngestResult other) {
        return new IngestResult(stored + other.stored, repeated + other.repeated);
    }
}
