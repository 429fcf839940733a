package dev.waymark.imports;

/** Where an import stands: it runs until every row was worked, or until something broke that trying again cannot mend. */
public enum ImportStatus {
    RUNNING,
    DONE,
    FAILED
}
