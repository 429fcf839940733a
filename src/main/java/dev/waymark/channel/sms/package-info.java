/** Short messages to phones, by a provider that speaks as Twilio does. Start with {@code SmsChannel}. */
@NullMarked
package dev.waymark.channel.sms;

import org.jspecify.annotations.NullMarked;
