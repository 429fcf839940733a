/** Messages in WhatsApp, by the Cloud API. Start with {@code WhatsAppChannel}. */
@NullMarked
package dev.waymark.channel.whatsapp;

import org.jspecify.annotations.NullMarked;
