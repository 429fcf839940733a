/** Zeebe behind the engine port. Nobody else imports the Camunda client. Start with {@code ZeebeEngine}. */
@NullMarked
package dev.waymark.engine.zeebe;

import org.jspecify.annotations.NullMarked;
