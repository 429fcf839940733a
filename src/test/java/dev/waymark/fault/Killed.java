package dev.waymark.fault;

/** A part that can be killed, and brought back. */
interface Killed {

    String name();

    /** SIGKILL, and returns when it is gone. */
    void kill() throws Exception;

    /** Starts it again and returns when the promised time begins to run. */
    void bringBack() throws Exception;
}
