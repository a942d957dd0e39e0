package dev.flotilla.mist.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** One HTTP request of MistServer's own, on a connection of its own. */
public final class HttpCall {
    private static final int MOST_ANSWER = 1 << 20;

    private final URI url;
    private final InetAddress from;
    private final Duration timeout;

    /** @param from the address that the other side sees, as long as both are on this machine */
    public HttpCall(URI url, InetAddress from, Duration timeout) {
        this.url = url;
        this.from = from;
        this.timeout = timeout;
    }

    /** What came back. */
    public record Answer(int status, SortedMap<String, String> headers, String body) {
        public boolean isOk() {
            return status >= 200 && status < 300;
        }
    }

    /**
     * Writes a request and reads its answer.
     *
     * @throws java.net.SocketTimeoutException when no answer came in time
     * @throws IOException when the connection was refused, or ended without an answer
     */
    public Answer ask(String method, SortedMap<String, String> headers, String body) throws IOException {
        try (Socket socket = write(method, headers, body)) {
            return read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    /** Writes a request and goes without reading anything. */
    public void tell(String method, SortedMap<String, String> headers, String body) throws IOException {
        try (Socket socket = write(method, headers, body)) {
            // Bytes that were written arrive although nobody waits for an answer.
            socket.shutdownOutput();
        }
    }

    private Socket write(String method, SortedMap<String, String> headers, String body) throws IOException {
        var socket = new Socket();
        try {
            if (from.isLoopbackAddress() && InetAddress.getByName(url.getHost()).isLoopbackAddress()) {
                socket.bind(new InetSocketAddress(from, 0));
            }
            int millis = Math.toIntExact(timeout.toMillis());
            int port = url.getPort() < 0 ? 80 : url.getPort();
            socket.connect(new InetSocketAddress(url.getHost(), port), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(request(method, headers, body));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private byte[] request(String method, SortedMap<String, String> headers, String body) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        var text = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\n");
        var all = new TreeMap<>(headers);
        all.put("Host", url.getRawAuthority());
        if (!method.equals("GET")) {
            all.put("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        }
        all.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Answer read(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2) {
            throw new IOException("the connection ended without an answer");
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        byte[] body = headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")
                ? chunks(in)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Answer(Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(in).strip(), 16);
            if (length == 0 || body.size() + length > MOST_ANSWER) {
                return body.toByteArray();
            }
            body.writeBytes(in.readNBytes(length));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int read = in.read(); read >= 0 && read != '\n' && line.size() < 65_536; read = in.read()) {
            if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
