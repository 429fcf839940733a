/** How providers that speak HTTP are asked, and what their answers mean. Start with {@code ProviderClient}. */
@NullMarked
package dev.waymark.channel.http;

import org.jspecify.annotations.NullMarked;
