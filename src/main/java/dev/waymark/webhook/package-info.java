/**
 * Calls of other systems: signed, to the address that was checked and to no other.
 *
 * <p>Start with {@link dev.waymark.webhook.CallWebhookHandler}, then {@link dev.waymark.webhook.WebhookClient}.
 */
@NullMarked
package dev.waymark.webhook;

import org.jspecify.annotations.NullMarked;
