/** E-mail: by SMTP once a server is named, into the local mailbox until then. Start with {@code EmailChannel}. */
@NullMarked
package dev.waymark.channel.email;

import org.jspecify.annotations.NullMarked;
