package dev.flotilla.edge.engine.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers in network byte order, in buffers of any order and at any offset. */
public final class NetworkOrder {
    private static final VarHandle SHORT = MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private NetworkOrder() {}

    /** The 16 bits there, 0 to 65535. */
    public static int unsignedShort(ByteBuffer bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    public static int integer(ByteBuffer bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /** Writes the low 16 bits of the value. */
    public static void putShort(ByteBuffer bytes, int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    public static void putInteger(ByteBuffer bytes, int at, int value) {
        INT.set(bytes, at, value);
    }
}
