package dev.waymark.console;

/**
 * One part of the installation.
 *
 * @param state UP, STARTING or DOWN
 */
public record PartView(String name, String state, String detail) {}
