package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.id.EventId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Ids of events that come of triggers: made of the node and the trigger alone, so that a trigger that is sent again, even to
 * another process, makes the same event. In the form of a version 7 UUID, by the time at which the trigger was fired.
 */
final class TriggerEventId {
    private TriggerEventId() {}

    /** @param node the node's id; empty before it has one */
    static EventId of(String node, TriggerCall call) {
        // Without a UUID, of an old MistServer: what it says and when.
        String nature = call.uuid().isEmpty() ? call.firedAtMs() + "\0" + call.body() : call.uuid();
        return EventId.of(Instant.ofEpochMilli(call.firedAtMs()), node + '\0' + call.name() + '\0' + nature);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
