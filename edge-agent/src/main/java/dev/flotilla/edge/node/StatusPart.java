package dev.flotilla.edge.node;

import io.vertx.core.json.JsonObject;

/** What a unit adds to how the node does ({@code GET /node/v1/status}). A bean of this type is found by itself. */
public interface StatusPart {
    /** Under which it stands ({@code mist}). */
    String key();

    /** From memory, at once. */
    JsonObject value();
}
