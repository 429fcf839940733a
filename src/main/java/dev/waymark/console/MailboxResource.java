package dev.waymark.console;

import dev.waymark.channel.Mailbox;
import dev.waymark.channel.Mailbox.MailHead;
import dev.waymark.message.link.OpeningPicture;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What was sent while no mail server is named. */
@Path("/mailbox")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class MailboxResource {

    private final Mailbox mailbox;

    MailboxResource(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance mailbox(MailboxView mailbox);

        static native TemplateInstance mail(MailView mail);
    }

    @GET
    public TemplateInstance list() {
        return Templates.mailbox(new MailboxView(
                mailbox.newest().stream().map(MailboxResource::row).toList()));
    }

    @GET
    @Path("{id}")
    public TemplateInstance show(UUID id) {
        var mail = find(id);
        return Templates.mail(new MailView(
                row(mail.head()),
                mail.text(),
                mail.headers(),
                mail.html().isBlank() ? null : "/mailbox/" + id + "/body"));
    }

    @GET
    @Path("{id}/body")
    public Response body(UUID id) {
        return MailBody.of(OpeningPicture.without(find(id).html()));
    }

    private Mailbox.MailView find(UUID id) {
        return mailbox.find(id)
                .orElseThrow(() -> new NotFoundException("Expected the id of a mail, but there is none by this id."));
    }

    private static MailRow row(MailHead head) {
        return new MailRow(
                head.id().toString(), head.channel(), head.recipient(), head.title(), Texts.time(head.receivedAt()));
    }
}
