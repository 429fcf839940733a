package dev.waymark.behaviour;

/**
 * A category of things that run out.
 *
 * @param key as {@link Category} makes it
 * @param title for people
 * @param days until more is needed, while nothing better is known
 */
public record Replenishable(String key, String title, int days) {}
