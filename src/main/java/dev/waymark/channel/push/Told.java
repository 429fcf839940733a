package dev.waymark.channel.push;

import dev.waymark.channel.SendResult;

/**
 * What came of a message to one device.
 *
 * @param isGone whether its service will never know it again
 */
record Told(SendResult result, boolean isGone) {

    static Told of(SendResult result) {
        return new Told(result, false);
    }

    static Told gone(String reason) {
        return new Told(new SendResult.Rejected(reason), true);
    }
}
