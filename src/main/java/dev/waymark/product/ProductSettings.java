package dev.waymark.product;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How related products are reckoned. */
@ConfigMapping(prefix = "waymark.product")
interface ProductSettings {

    /** In how many orders two products must be together to be related. */
    @WithDefault("3")
    int minimumSupport();

    /** How far back orders count, by business time. */
    @WithDefault("P365D")
    Duration ordersWithin();

    /** How many orders count at most, the latest first: the bound of the work. */
    @WithDefault("200000")
    int mostOrders();

    /** How often it is reckoned anew, by business time. */
    @WithDefault("P1D")
    Duration reckonedEvery();
}
