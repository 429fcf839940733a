package dev.waymark.audience;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Audiences of advertising networks, and the lists to upload there. */
@Path("/api/audiences")
@Tag(name = "Audiences")
@RunOnVirtualThread
class AudienceResource {

    private static final String CSV = "text/csv";

    private final AudienceTable table;
    private final MemberList members;

    AudienceResource(AudienceTable table, MemberList members) {
        this.table = table;
        this.members = members;
    }

    @GET
    @Operation(summary = "Audiences that somebody is in, with how many people are in each at which network")
    public List<AudienceTable.Size> sizes() {
        return table.sizes();
    }

    @GET
    @Path("{key}/members.csv")
    @Produces(CSV)
    @Operation(
            summary =
                    "Everybody in an audience, by the hashes of their addresses and numbers as the network wants them")
    public Response members(String key, @QueryParam("network") @Nullable String network) {
        var place = new Place(sound(key), Network.of(network).orElseThrow(AudienceResource::unknownNetwork));
        StreamingOutput list = to -> members.write(place, to);
        return Response.ok(list)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + key + "-" + place.network().key() + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String sound(String key) {
        if (!key.matches(KeyCatalogue.KEY)) {
            throw new RejectedRequest(Rejection.at(
                    "key",
                    INVALID,
                    "invalid-audience",
                    "Expected the key of an audience such as tv-fans, but it is something else."));
        }
        return key;
    }

    private static RejectedRequest unknownNetwork() {
        return new RejectedRequest(Rejection.at(
                "network",
                INVALID,
                "invalid-network",
                "Expected network to be one of " + String.join(", ", Network.KEYS) + ", but it is not."));
    }
}
