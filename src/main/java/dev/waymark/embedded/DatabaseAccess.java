package dev.waymark.embedded;

/** How to reach the database, ours or the user's own: the same three values Quarkus and the exporter need. */
record DatabaseAccess(String url, String username, String password) {

    /** Without the password, so that it can never reach a log. */
    @Override
    public String toString() {
        return username + " at " + url;
    }
}
