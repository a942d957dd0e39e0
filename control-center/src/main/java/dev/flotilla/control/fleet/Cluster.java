package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import java.time.Instant;
import java.util.Optional;

/** Nodes that work together for one region or purpose. */
public record Cluster(ClusterId id, String name, Optional<String> region, Instant createdAt) {}
