package dev.waymark.channel.email;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.OptionalInt;

/** The mail server: {@code waymark.email.smtp.*}. Until a host is named mails go to the local mailbox. */
@ConfigMapping(prefix = "waymark.email.smtp")
interface SmtpSettings {

    Optional<String> host();

    /** 465 where the connection is encrypted from its beginning, else 25. */
    OptionalInt port();

    Optional<String> username();

    Optional<String> password();

    /** {@link Encryption#STARTTLS} for who signs in, else {@link Encryption#STARTTLS_IF_OFFERED}. */
    Optional<Encryption> encryption();

    /** How the connection is kept from being read. */
    enum Encryption {
        /** From the first byte on (RFC 8314, section 3.3). */
        TLS,
        /** After a word in the clear (RFC 3207); a server that does not offer it gets nothing. */
        STARTTLS,
        /** The same, but a server that does not offer it is spoken to in the clear. */
        STARTTLS_IF_OFFERED,
        NONE
    }
}
