package dev.waymark.onsite;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.event.SiteAccess;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.Cache;
import org.jspecify.annotations.Nullable;

/** What sites ask for and tell: content of a slot, and what the person did with it. */
@Path("/v1/onsite")
@Tag(
        name = "On-site",
        description = "For pages of any origin; the write key is the Basic user name or writeKey in the address")
@RunOnVirtualThread
class OnsiteResource {

    private final SiteAccess access;
    private final OnsiteContent content;
    private final OnsiteItems items;
    private final OnsiteSettings settings;

    OnsiteResource(SiteAccess access, OnsiteContent content, OnsiteItems items, OnsiteSettings settings) {
        this.access = access;
        this.content = content;
        this.items = items;
        this.settings = settings;
    }

    /** What a slot shows. */
    record SlotAnswer(List<OnsiteContent.Shown> items) {}

    /** The key of a site. */
    static class Site {

        @HeaderParam(HttpHeaders.AUTHORIZATION)
        @Nullable
        String authorization;

        @QueryParam("writeKey")
        @Nullable
        String writeKey;
    }

    @GET
    @Cache(noStore = true)
    @Operation(summary = "What a slot of the site shows to a person now, the newest first; values are escaped")
    public SlotAnswer show(
            @BeanParam Site site, @BeanParam Visitor visitor, @QueryParam("slot") @Nullable String slot) {
        access.admit(site.authorization, site.writeKey);
        if (slot == null || !slot.matches(KeyCatalogue.KEY)) {
            throw new RejectedRequest(Rejection.at(
                    "slot",
                    INVALID,
                    "slot-missing",
                    "Expected slot to be the key of a slot such as home-banner, but it is not."));
        }
        return new SlotAnswer(content.of(visitor.identity(settings), visitor.isProven(settings), slot));
    }

    @POST
    @Path("{id}/shown")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "The person has seen it: On-site Shown")
    public void shown(@BeanParam Site site, UUID id) {
        tell(site, id, OnsiteAct.SHOWN);
    }

    @POST
    @Path("{id}/clicked")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "The person has clicked in it: On-site Clicked")
    public void clicked(@BeanParam Site site, UUID id) {
        tell(site, id, OnsiteAct.CLICKED);
    }

    @POST
    @Path("{id}/dismissed")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "The person wants it gone: On-site Dismissed; it is not shown any more")
    public void dismissed(@BeanParam Site site, UUID id) {
        tell(site, id, OnsiteAct.DISMISSED);
    }

    private void tell(Site site, UUID id, OnsiteAct act) {
        access.admit(site.authorization, site.writeKey);
        items.tell(id, act).orProblem();
    }
}
