package dev.waymark.channel.http;

import java.net.URI;

/** Settings of providers, checked at the start: a mistake in one would break a step for each person. */
public final class ProviderSetting {

    private ProviderSetting() {}

    /** @throws IllegalStateException where it is no address of http or https */
    public static URI url(String name, URI url) {
        var scheme = url.getScheme();
        if (("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme)) && url.getHost() != null) {
            return url;
        }
        throw new IllegalStateException(
                "Expected " + name + " to be an address such as https://provider.example, but it is not. Correct it.");
    }

    /** What stands there in its own way, also where the address has a path: a gateway in front of a provider does. */
    public static URI under(URI url, String path) {
        var before = url.getRawPath().replaceFirst("/+$", "");
        // not resolved against it: a path that begins with two slashes would name another host
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + before + path);
    }

    /** Without white space around it; says nothing of what is there. */
    public static String secret(String name, String value) {
        var secret = value.strip();
        if (secret.matches("[\\x21-\\x7e]+")) {
            return secret;
        }
        throw new IllegalStateException(
                "Expected " + name + " to be one word of visible ASCII characters, but it is not. Correct it.");
    }
}
