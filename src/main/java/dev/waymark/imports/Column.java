package dev.waymark.imports;

/** A column of a file: its name, and how its cells are read. */
record Column(String name, CellKind kind) {}
