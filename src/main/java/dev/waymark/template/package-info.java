/**
 * Message templates: what Waymark writes to people, by locale and channel, in versions that change while it runs.
 *
 * <p>Start with {@link dev.waymark.template.TemplateReader}: it checks the files of templates and gives those that can be
 * rendered. {@link dev.waymark.template.LiveTemplates} holds the ones people get now. The engine used here knows no beans,
 * no configuration, no reflection and no files; it is not the one that renders pages.
 */
@NullMarked
package dev.waymark.template;

import org.jspecify.annotations.NullMarked;
