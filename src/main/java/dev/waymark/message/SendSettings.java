package dev.waymark.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How much one person is written to, and when not: {@code waymark.sending.*}. Transactional topics are exempt. */
@ConfigMapping(prefix = "waymark.sending")
interface SendSettings {

    /** When quiet hours begin, by the clock of the person's time zone. */
    @WithDefault("21:00")
    LocalTime quietFrom();

    /** When they end; the same time as they begin means that there are none. */
    @WithDefault("08:00")
    LocalTime quietUntil();

    /** Over how much time those messages are sent that waited for the end. */
    @WithDefault("PT30M")
    Duration quietSpread();

    /** Messages to one person in 24 hours, over all channels. */
    @WithDefault("3")
    int mostPerDay();

    /** Messages to one person in 7 days, over all channels. */
    @WithDefault("10")
    int mostPerWeek();

    /** For how long a message is tried that a provider does not take. */
    @WithDefault("PT24H")
    Duration triedFor();

    /** Limits of single channels, by key. */
    Map<String, ChannelLimit> channels();

    /** Limits of one channel; what is not said is not limited, or only over all channels. */
    interface ChannelLimit {

        /** How many messages its provider takes in a second. */
        OptionalDouble perSecond();

        /** How many are handed to its provider at once; unless said 16, and 8 while it is slow. */
        OptionalInt atOnce();

        OptionalInt mostPerDay();

        OptionalInt mostPerWeek();
    }
}
