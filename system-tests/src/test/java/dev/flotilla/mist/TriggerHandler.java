package dev.flotilla.mist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes triggers byte by byte, and answers as a test wants. */
final class TriggerHandler implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** What came, header lines in their order. */
    record Request(List<String> head, String body) {
        String header(String name) {
            return head.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }

        String trigger() {
            return header("X-Trigger");
        }

        List<String> headerNames() {
            return head.stream().skip(1).map(line -> line.split(":", 2)[0]).toList();
        }
    }

    TriggerHandler() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/trig";
    }

    /** A whole answer from now on, status line included; "hang" for none. */
    void answer(String trigger, String response) {
        answers.put(trigger, response);
    }

    void answerBody(String trigger, String body) {
        answer(trigger, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<Request> of(String trigger) {
        return requests.stream().filter(each -> each.trigger().equals(trigger)).toList();
    }

    Request await(String trigger) throws InterruptedException {
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (of(trigger).isEmpty()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError(trigger + " never came; there were "
                        + requests.stream().map(Request::trigger).toList());
            }
            Thread.sleep(20);
        }
        return of(trigger).getFirst();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Request request = read(connection.getInputStream());
            requests.add(request);
            String answer = answers.get(request.trigger());
            if ("hang".equals(answer)) {
                Thread.sleep(Duration.ofMinutes(1));
                return;
            }
            String own = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntrue";
            connection.getOutputStream().write((answer == null ? own : answer).getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // One that does not wait for an answer may be gone already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("the request ended early");
            }
            bytes.write(read);
        }
        List<String> head =
                bytes.toString(StandardCharsets.UTF_8).strip().lines().toList();
        int length = head.stream()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
        return new Request(head, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
