package dev.flotilla.edge.media;

import dev.flotilla.edge.media.rtmp.RtmpAddress;
import dev.flotilla.edge.media.rtmp.RtmpConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connects to an RTMP server: name, TCP, TLS with the server's name checked, and RTMP's handshake, each with a deadline. */
final class Dial {
    private static final int TIMEOUT_MS = 10_000;

    private Dial() {}

    /** A connection on which reads wait at most ten seconds, until somebody says otherwise. */
    static RtmpConnection dial(RtmpAddress address, TlsFiles tls) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(lookUp(address.host()), address.port()), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            return RtmpConnection.asClient(address.isTls() ? encrypt(socket, address, tls) : socket, socket);
        } catch (SocketTimeoutException e) {
            socket.close();
            throw new IOException("no answer within " + TIMEOUT_MS / 1_000 + " s", e);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static InetAddress lookUp(String host) throws IOException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException("the name '" + host + "' has no address", e);
        }
    }

    private static Socket encrypt(Socket plain, RtmpAddress address, TlsFiles tls) throws IOException {
        var socket =
                (SSLSocket) tls.client().getSocketFactory().createSocket(plain, address.host(), address.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
