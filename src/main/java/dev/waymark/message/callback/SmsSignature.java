package dev.waymark.message.callback;

import dev.waymark.message.link.OwnAddress;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's signature of a form: HMAC-SHA1 by the auth token over the address that was called and every field's name and
 * value in the order of the names (Twilio, "Validating requests"). Immutable.
 */
@Singleton
class SmsSignature {

    static final String HEADER = "X-Twilio-Signature";

    private final OwnAddress own;
    private final Optional<String> token;

    SmsSignature(OwnAddress own, @ConfigProperty(name = "waymark.sms.token") Optional<String> token) {
        this.own = own;
        this.token = token.map(String::strip);
    }

    /** @throws dev.waymark.support.RejectedRequest unless the provider has signed it */
    void require(UriInfo called, MultivaluedMap<String, String> form, @Nullable String signature) {
        if (token.isEmpty() || own.get().isEmpty()) {
            throw Signatures.closed("WAYMARK_SMS_TOKEN and WAYMARK_PUBLIC_ADDRESS");
        }
        // as the provider wrote it: what stands in front of us may have changed host and scheme
        var uri = called.getRequestUri();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var signed = sign(token.get(), own.get().get() + uri.getRawPath() + query, form);
        if (!Signatures.isSame(signed, signature)) {
            throw Signatures.refused();
        }
    }

    static String sign(String token, String url, MultivaluedMap<String, String> form) {
        var text = new StringBuilder(url);
        new TreeMap<>(form)
                .forEach((name, values) ->
                        new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
        return Signatures.hmac(
                "HmacSHA1",
                token.getBytes(StandardCharsets.UTF_8),
                text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
