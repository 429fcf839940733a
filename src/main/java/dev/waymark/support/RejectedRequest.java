package dev.waymark.support;

/** Carries a {@link Rejection} out of a REST resource; nothing else throws it. */
public final class RejectedRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public RejectedRequest(Rejection rejection) {
        super(rejection.sentence(), null, false, false);
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}
