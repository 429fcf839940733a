package dev.waymark.engine.zeebe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where the broker is: set by the embedded start, or by the operator as {@code WAYMARK_ZEEBE_*}. */
@ConfigMapping(prefix = "waymark.zeebe")
interface ZeebeSettings {

    /** Gateway, for example {@code http://127.0.0.1:26500}; https switches TLS on. */
    @WithDefault("http://127.0.0.1:26500")
    URI grpcAddress();

    /** REST address of the gateway; only asked by newer clusters. */
    @WithDefault("http://127.0.0.1:8088")
    URI restAddress();

    /** Management address of the embedded broker; its clock is moved there. */
    Optional<URI> actuatorAddress();

    /** Whether Waymark started the broker itself. Only then can time be moved. */
    @WithDefault("false")
    boolean embedded();

    /** How long one command may take before it counts as unanswered. */
    @WithDefault("8s")
    Duration requestTimeout();

    Optional<String> clientId();

    Optional<String> clientSecret();

    Optional<String> audience();

    Optional<String> authorizationServer();
}
