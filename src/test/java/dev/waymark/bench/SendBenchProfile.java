package dev.waymark.bench;

import dev.waymark.embedded.Ports;
import java.util.HashMap;
import java.util.Map;

/** The application of the other benches, which sends mail to a server that the bench opens. */
public class SendBenchProfile extends BenchProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        var overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("waymark.email.smtp.host", "127.0.0.1");
        overrides.put("waymark.email.smtp.port", String.valueOf(Ports.free()));
        return overrides;
    }
}
