package dev.waymark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The limit of {@code /v1/track}: reads the same body, checks the write key the same way, and stores nothing. */
@Path("/bench")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@IfBuildProperty(name = "waymark.bench.parse-only", stringValue = "true")
class ParseOnlyResource {

    private static final byte[] KEY = "local".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, Boolean> READ = Map.of("success", true);

    @POST
    @Path("event-loop")
    @NonBlocking
    @Operation(hidden = true)
    public Map<String, Boolean> onEventLoop(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, JsonNode body) {
        return check(authorization, body);
    }

    @POST
    @Path("virtual-thread")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Map<String, Boolean> onVirtualThread(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, JsonNode body) {
        return check(authorization, body);
    }

    private static Map<String, Boolean> check(String authorization, JsonNode body) {
        var pair =
                new String(Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
        var user = pair.substring(0, pair.indexOf(':')).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(KEY, user) || !body.path("event").isTextual()) {
            throw new IllegalArgumentException("Expected the bench's own events");
        }
        return READ;
    }
}
