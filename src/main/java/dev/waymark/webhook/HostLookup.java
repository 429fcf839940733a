package dev.waymark.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. */
interface HostLookup {

    List<InetAddress> of(String host) throws UnknownHostException;
}
