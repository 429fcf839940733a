package dev.waymark.channel.push;

import dev.waymark.device.Device;
import java.util.UUID;

/** Who takes push messages for one kind of devices. Thread-safe; blocks until there is an answer. */
interface DeviceProvider {

    Told send(Device device, UUID message, PushText text);
}
