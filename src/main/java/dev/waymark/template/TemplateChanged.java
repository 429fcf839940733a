package dev.waymark.template;

import java.util.Map;

/**
 * Something was done with a template. Fired in the transaction that stores it.
 *
 * @param done what, for example {@code published}
 * @param details which version, why, and the hash of its files
 */
public record TemplateChanged(String template, String done, String actor, Map<String, Object> details) {}
