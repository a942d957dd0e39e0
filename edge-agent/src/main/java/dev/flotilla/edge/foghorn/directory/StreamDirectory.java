package dev.flotilla.edge.foghorn.directory;

import java.util.concurrent.CompletionStage;

/**
 * Finds streams. Never blocks, never fails; what is remembered is answered by a stage that is done already. Other stages are
 * done within three seconds, on a thread that must not be held up.
 */
public interface StreamDirectory {
    /** By the public name under which a stream is watched. While the control center is away, what it said last counts. */
    CompletionStage<Lookup> byPlaybackId(String playbackId);

    /** Whether what is watched by that name, or that nothing is, can be told without asking the control center. */
    boolean remembersPlaybackId(String playbackId);

    /** By the name within the fleet. While the control center is away, what it said last counts. */
    CompletionStage<Lookup> byName(String name);

    /** By the secret with which it is published. While the control center is away, that is soon unavailable. */
    CompletionStage<Lookup> byStreamKey(String streamKey);
}
