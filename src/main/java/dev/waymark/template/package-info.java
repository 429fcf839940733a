/**
 * Message templates: what Waymark writes to people, by locale and channel.
 *
 * <p>Start with {@link dev.waymark.template.TemplateReader}: it checks the files of every template and gives a registry
 * of those that can be rendered. The engine used here knows no beans, no configuration, no reflection and no files; it
 * is not the one that renders pages.
 */
@NullMarked
package dev.waymark.template;

import org.jspecify.annotations.NullMarked;
