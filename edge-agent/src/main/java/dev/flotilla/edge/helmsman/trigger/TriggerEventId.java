package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.id.EventId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        byte[] id = new byte[16];
        System.arraycopy(sha256(node + '\0' + call.name() + '\0' + nature), 0, id, 0, id.length);
        ByteBuffer.wrap(id).putShort(0, (short) (call.firedAtMs() >>> 32)).putInt(2, (int) call.firedAtMs());
        id[6] = (byte) (0x70 | (id[6] & 0x0f));
        id[8] = (byte) (0x80 | (id[8] & 0x3f));
        return new EventId("evt_" + HexFormat.of().formatHex(id));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
