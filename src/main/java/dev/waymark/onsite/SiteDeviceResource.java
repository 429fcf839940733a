package dev.waymark.onsite;

import dev.waymark.device.DeviceBody;
import dev.waymark.device.Devices;
import dev.waymark.event.SiteAccess;
import dev.waymark.profile.Profiles;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.StrictJson;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where browsers and apps say that they show push messages, or that they do not any more. */
@Path("/v1/devices")
@Tag(name = "On-site")
@RunOnVirtualThread
class SiteDeviceResource {

    private final SiteAccess access;
    private final Devices devices;
    private final Profiles profiles;
    private final OnsiteSettings settings;

    SiteDeviceResource(SiteAccess access, Devices devices, Profiles profiles, OnsiteSettings settings) {
        this.access = access;
        this.devices = devices;
        this.profiles = profiles;
        this.settings = settings;
    }

    /** The device, by which it is forgotten again. */
    record DeviceAnswer(UUID id) {}

    @POST
    @CustomDeserialization(StrictJson.class)
    @Operation(summary = "A browser or an app shows push messages to a person; the same again changes nothing")
    @APIResponse(
            responseCode = "201",
            description = "It is theirs from now on, whoever used it before",
            content = @Content(schema = @Schema(implementation = DeviceAnswer.class)))
    public Response register(
            @BeanParam OnsiteResource.Site site, @BeanParam Visitor visitor, @Nullable DeviceBody device) {
        access.admit(site.authorization, site.writeKey);
        // messages that are a person's own would go to whoever says that they are this person
        var identity = visitor.ownIdentity(settings);
        var profile = profiles.findByIdentity(identity).orElseThrow(() -> new RejectedRequest(Devices.stranger()));
        var id = devices.register(profile, visitor.isProven(settings), device).orProblem();
        return Response.status(Response.Status.CREATED)
                .entity(new DeviceAnswer(id))
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "A browser or an app shows none any more; one that is not there is forgotten already")
    public void remove(@BeanParam OnsiteResource.Site site, UUID id) {
        access.admit(site.authorization, site.writeKey);
        devices.remove(id);
    }
}
