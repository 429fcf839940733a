package dev.waymark.channel.email;

import dev.waymark.channel.email.SmtpServer.Line;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One connection to the mail server, on which one mail after the other is handed over. Confined to whoever has taken it;
 * only {@link #cut} may be called by others.
 */
final class SmtpConnection extends SMTPTransport {

    private final transient Line line;
    private int sent;
    private boolean handingOver;
    private volatile boolean late;

    private SmtpConnection(SmtpServer server, Line line) {
        super(server.session(), server.place());
        this.line = line;
    }

    /** Connects, encrypts and signs in. */
    static SmtpConnection open(SmtpServer server, Deadline deadline) throws NoConnection {
        try {
            return open(new SmtpConnection(server, server.connect(deadline)), deadline);
        } catch (IOException failed) {
            throw new NoConnection(0, failed);
        }
    }

    private static SmtpConnection open(SmtpConnection connection, Deadline deadline) throws NoConnection {
        try {
            connection.talk(deadline, () -> connection.connect(connection.line.spoken()));
            return connection;
        } catch (MessagingException | RuntimeException failed) {
            throw new NoConnection(connection.getLastReturnCode(), failed);
        }
    }

    /** There is nobody, or they do not want us. */
    static final class NoConnection extends MessagingException {

        private static final long serialVersionUID = 1;

        private final int code;

        private NoConnection(int code, Exception because) {
            super("No connection to the mail server", because);
            this.code = code;
        }

        /** What the server answered last; 0 or less if it did not. */
        int code() {
            return code;
        }
    }

    /** Something that is said to the server. */
    @FunctionalInterface
    private interface Talk {
        void run() throws MessagingException;
    }

    /** A server that answers slowly, byte by byte, is late as well: reading alone knows no end. */
    private void talk(Deadline deadline, Talk talk) throws MessagingException {
        var done = new CompletableFuture<Void>().orTimeout(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        done.exceptionallyAsync(this::endLate, Thread::startVirtualThread);
        try {
            talk.run();
        } catch (MessagingException | RuntimeException failed) {
            cut();
            throw failed;
        } finally {
            late |= !done.complete(null);
        }
    }

    private Void endLate(Throwable tooLate) {
        late = true;
        cut();
        return null;
    }

    /** Hands the mail over; it was taken unless this throws. */
    void send(OutgoingMail mail, Deadline deadline) throws MessagingException {
        handingOver = false;
        talk(deadline, () -> sendMessage(mail, new Address[] {mail.recipient()}));
        sent++;
    }

    @Override
    protected OutputStream data() throws MessagingException {
        var content = super.data();
        handingOver = true;
        return content;
    }

    /** After a no the connection is given up; to reset it first could lose the no. */
    @Override
    public synchronized void issueCommand(String command, int expected) throws MessagingException {
        if (!command.equals("RSET")) {
            super.issueCommand(command, expected);
        }
    }

    /** Whether the server had asked for the content of the last mail: it may have taken it then, whatever it said. */
    boolean wasHandingOver() {
        return handingOver;
    }

    /** Whether time was up, and not something else the matter. */
    boolean wasLate() {
        return late;
    }

    /** How many mails it has taken. */
    int sent() {
        return sent;
    }

    /** Hangs up, without a word. */
    void cut() {
        try {
            line.plain().close();
        } catch (IOException closed) {
            // then it is
        }
    }

    /** Says goodbye. */
    void quit() {
        try {
            close();
        } catch (MessagingException gone) {
            cut();
        }
    }
}
