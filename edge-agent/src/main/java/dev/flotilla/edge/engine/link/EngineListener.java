package dev.flotilla.edge.engine.link;

import dev.flotilla.proto.engine.v1.Greeting;

/** What the agent wants to know of its engine. Called on threads of the link, never two calls at a time. */
public interface EngineListener {
    /**
     * The agent has an engine: a new one, or one that it adopted. Whoever holds flows applies them here, and removes those in
     * the greeting that nobody wants any more; applying an unchanged flow costs it no packet. May call the link.
     */
    void onStart(Greeting greeting);

    /** The engine is gone; the link starts another one by itself. */
    default void onLoss(String why) {}
}
