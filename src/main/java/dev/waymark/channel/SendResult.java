package dev.waymark.channel;

/** What is known after a send. */
public sealed interface SendResult {

    /** The provider has it. */
    record Accepted() implements SendResult {}

    /** The provider refused it for good. */
    record Rejected(String reason) implements SendResult {}

    /** It may have been taken or not; nobody can say. */
    record Unknown(String reason) implements SendResult {}
}
