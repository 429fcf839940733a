package dev.waymark.template;

/** A parameter used at one place of a part. */
record Placeholder(String parameter, int line, int column) {}
