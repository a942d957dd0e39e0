package dev.flotilla.natives.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketAddressesTest {
    private final ByteBuffer memory =
            ByteBuffer.allocate(4 + SocketAddresses.SIZE).order(ByteOrder.nativeOrder());

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "239.255.1.2", "::1", "2001:db8::17"})
    void readsWhatItWrote(String host) {
        var address = new InetSocketAddress(InetAddress.ofLiteral(host), 40_001);
        SocketAddresses.write(address, memory, 4);
        assertThat(SocketAddresses.read(memory, 4)).contains(address);
    }

    @Test
    void writesPortAndAddressInNetworkOrder() {
        int length = SocketAddresses.write(new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 0x1234), memory, 0);
        assertThat(length).isEqualTo(16);
        byte[] bytes = new byte[6];
        memory.get(2, bytes);
        assertThat(bytes).containsExactly(0x12, 0x34, 10, 1, 2, 3);
    }

    @Test
    void readsNothingFromAnotherFamily() {
        assertThat(SocketAddresses.read(memory, 0)).isEmpty();
    }
}
