package dev.waymark.consent;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Actor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Addresses of one person to which nothing is sent, because it comes back or somebody complained. */
@Path("/api/profiles/{id}/suppression/addresses")
@Tag(name = "Consent")
@RunOnVirtualThread
class SuppressedAddressResource {

    private final SuppressedAddresses addresses;
    private final Profiles profiles;
    private final PersonalAddresses personal;

    SuppressedAddressResource(SuppressedAddresses addresses, Profiles profiles, PersonalAddresses personal) {
        this.addresses = addresses;
        this.profiles = profiles;
        this.personal = personal;
    }

    /** All there are. */
    record AddressList(List<SuppressedAddresses.Stopped> items) {}

    @GET
    @Operation(summary = "On which channels an address of the person is not written to, why, and since when")
    public AddressList show(UUID id) {
        var person = profiles.current(new ProfileId(id));
        return new AddressList(addresses.of(person, personal.of(person)));
    }

    @DELETE
    @Path("{channel}")
    @Transactional
    @Operation(summary = "Write to the person's addresses on a channel again, as far as they allow it")
    public void lift(UUID id, String channel, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        var person = profiles.lockPerson(new ProfileId(id));
        addresses.lift(person, channel, personal.of(person), Actor.of(actor).name());
    }
}
