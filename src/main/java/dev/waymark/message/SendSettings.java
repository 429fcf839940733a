package dev.waymark.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
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

    /** Tighter limits for single channels, by key. */
    Map<String, ChannelLimit> channels();

    /** Limits of one channel. */
    interface ChannelLimit {

        OptionalInt mostPerDay();

        OptionalInt mostPerWeek();
    }
}
