package dev.waymark.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Jakarta Mail looks for its own parts each time it needs one, with the class loader of the thread, whichever that is:
 * through all jars, several times a mail, which takes ten times as long as the rest. Here it is told.
 */
final class MailLibrary {

    static {
        var property = StreamProvider.class.getName();
        System.setProperty(property, System.getProperty(property, MailStreamProvider.class.getName()));
    }

    private MailLibrary() {}

    /** Something that is done with it. */
    @FunctionalInterface
    interface Use<T> {
        T get() throws MessagingException;
    }

    static <T> T use(Use<T> use) throws MessagingException {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(MailLibrary.class.getClassLoader());
        try {
            return use.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
