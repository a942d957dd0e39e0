package dev.flotilla.control.object;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where objects lie, and how long addresses of them hold. */
@ConfigMapping(prefix = "flotilla.object")
public interface ObjectConfig {
    /** The kinds of storage. */
    enum Kind {
        FOLDER,
        S3,
        NONE
    }

    @WithDefault("folder")
    Kind store();

    /** For the kind "folder"; "objects" in the data folder without it. All replicas must see the same one. */
    Optional<Path> folder();

    /** For the kind "folder": how nodes and viewers reach this control center, if not by its public host. */
    Optional<URI> address();

    /** For the kind "folder": no upload begins when the disk has less left than this. */
    @WithDefault("1G")
    MemorySize keepFree();

    /** For the kind "folder": uploads at the same time. */
    @WithDefault("64")
    int mostUploads();

    /** The largest object. */
    @WithDefault("20G")
    MemorySize largest();

    /** How long an address holds by which an object may be written; the upload must have begun by then. */
    @WithDefault("1h")
    Duration uploadExpiry();

    /** How long an address holds by which an object may be read. */
    @WithDefault("6h")
    Duration downloadExpiry();

    S3 s3();

    /** For the kind "s3": any storage that speaks it. */
    interface S3 {
        /** Scheme, host and port, as nodes and viewers reach it, too. */
        Optional<URI> endpoint();

        @WithDefault("us-east-1")
        String region();

        Optional<String> bucket();

        Optional<String> accessKey();

        Optional<String> secretKey();

        /** Whether the bucket stands in the path, and not in the host's name. */
        @WithDefault("false")
        boolean pathStyle();
    }
}
