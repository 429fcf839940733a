package dev.waymark.embedded;

import java.net.URI;
import java.util.Map;

/** Where one broker listens; every port on loopback, because it knows neither users nor encryption. */
record BrokerPorts(int gateway, int commands, int internal, int rest, int actuator) {

    static final String LOOPBACK = "127.0.0.1";

    static BrokerPorts free() {
        return new BrokerPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    URI grpcAddress() {
        return address(gateway);
    }

    URI restAddress() {
        return address(rest);
    }

    URI actuatorAddress() {
        return address(actuator);
    }

    Map<String, String> asEnvironment() {
        return Map.of(
                "ZEEBE_BROKER_NETWORK_HOST",
                LOOPBACK,
                "ZEEBE_BROKER_NETWORK_ADVERTISEDHOST",
                LOOPBACK,
                "ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT",
                String.valueOf(commands),
                "ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT",
                String.valueOf(internal),
                "ZEEBE_BROKER_GATEWAY_NETWORK_HOST",
                LOOPBACK,
                "ZEEBE_BROKER_GATEWAY_NETWORK_PORT",
                String.valueOf(gateway),
                "SERVER_ADDRESS",
                LOOPBACK,
                "SERVER_PORT",
                String.valueOf(rest),
                "MANAGEMENT_SERVER_ADDRESS",
                LOOPBACK,
                "MANAGEMENT_SERVER_PORT",
                String.valueOf(actuator));
    }

    private static URI address(int port) {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }
}
