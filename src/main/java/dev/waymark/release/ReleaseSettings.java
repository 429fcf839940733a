package dev.waymark.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where rules come from: {@code waymark.rules.*}. */
@ConfigMapping(prefix = "waymark.rules")
interface ReleaseSettings {

    /** Whether an edit in the folder decides at once; if not, only releases count after the first start. */
    @WithDefault("true")
    boolean watch();
}
