package dev.waymark.engine.brokerplugin;

import java.io.IOException;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Starts the broker so that it never outlives the process that started it, not even when that one is killed.
 *
 * <p>The parent holds the other end of standard input and never writes: the end of input is the end of the parent.
 */
public final class SupervisedBroker {

    private static final String BROKER = "io.camunda.zeebe.broker.StandaloneBroker";
    private static final int PARENT_ENDED = 70;

    private SupervisedBroker() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        // a terminal sends both to the whole group; the parent ends the broker after the application has stopped
        ignore("INT");
        ignore("HUP");
        Thread.ofPlatform().daemon().name("parent-watch").start(SupervisedBroker::haltWhenParentEnds);
        Class.forName(BROKER).getMethod("main", String[].class).invoke(null, (Object) args);
    }

    private static void haltWhenParentEnds() {
        try {
            while (System.in.read() >= 0) {
                // only the end matters
            }
        } catch (IOException broken) {
            // a broken pipe is an ended parent
        }
        // at once and without hooks: the next start may already be waiting for the data, and the log survives a kill
        Runtime.getRuntime().halt(PARENT_ENDED);
    }

    private static void ignore(String signal) {
        try {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException unknownHere) {
            // a system without that signal cannot send it
        }
    }
}
