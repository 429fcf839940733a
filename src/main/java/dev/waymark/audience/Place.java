package dev.waymark.audience;

/** One audience at one network. */
record Place(String audience, Network network) {

    @Override
    public String toString() {
        return "the audience " + audience + " at " + network.key();
    }
}
