package dev.flotilla.control.stream.vod;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much may be uploaded. */
@ConfigMapping(prefix = "flotilla.vod")
public interface VodConfig {
    /** The largest file; never above the object storage's own bound. */
    @WithDefault("20G")
    MemorySize largest();

    /** All videos of one tenant, those that are being uploaded counted as if they were there. */
    @WithDefault("500G")
    MemorySize mostOfTenant();

    /** The most uploads of one tenant at the same time. */
    @WithDefault("20")
    int mostUploads();

    /** An upload that is not complete for so long is given up, and its parts are thrown away. */
    @WithDefault("24h")
    Duration patience();

    /** The size of a part; larger where a file would have more than 1,000. At least 5M, as S3 demands. */
    @WithDefault("16M")
    MemorySize partSize();
}
