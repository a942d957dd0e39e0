package dev.flotilla.natives.rist;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;

/** The names of {@code librist.h}. Pointers are addresses. {@link Rist#load} binds them before anything calls them. */
final class LibRist {
    private LibRist() {}

    /** The {@code stats_cb} of {@code rist_stats_callback_set}; whoever is called frees the container. */
    @FunctionalInterface
    interface StatisticsCallback extends Callback {
        int invoke(Pointer argument, Pointer container);
    }

    /** {@code rist_auth_handler_connect_cb}; 0 welcomes the peer. */
    @FunctionalInterface
    interface ConnectCallback extends Callback {
        int invoke(Pointer argument, Pointer ip, short port, Pointer localIp, short localPort, Pointer peer);
    }

    static native String librist_version();

    static native int rist_receiver_create(long context, int profile, long logging);

    static native int rist_sender_create(long context, int profile, int flowId, long logging);

    static native int rist_parse_address2(String url, long config);

    static native int rist_peer_config_free2(long config);

    static native int rist_peer_create(long context, long peer, long config);

    static native int rist_start(long context);

    static native int rist_destroy(long context);

    static native int rist_stats_callback_set(long context, int intervalMs, StatisticsCallback callback, long argument);

    static native int rist_stats_free(Pointer container);

    static native int rist_auth_handler_set(long context, ConnectCallback connected, long disconnected, long argument);

    static native int rist_receiver_data_read2(long context, long block, int timeoutMs);

    static native void rist_receiver_data_block_free2(long block);

    static native int rist_sender_data_write(long context, long block);
}
