package dev.flotilla.control.access.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Against a small SMTP server that speaks plainly over a real socket. */
class SmtpMailIT {
    @Test
    void handsALetterToTheServer() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(() -> serve(server, false));
            mail(server, "NONE").deliver(new Letter("anna@example.org", "Hello", "Come in."));
            assertThat(heard.get())
                    .contains(
                            "MAIL FROM:<flotilla@example.org>",
                            "RCPT TO:<anna@example.org>",
                            "Subject: Hello",
                            "Come in.");
        }
    }

    @Test
    void saysWhyTheServerDidNotTakeIt() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(() -> serve(server, true));
            assertThatThrownBy(() -> mail(server, "NONE").deliver(new Letter("anna@example.org", "Hello", "Come in.")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("550");
            heard.get();
        }
    }

    @Test
    void sendsNothingInTheClearWhenItShallBeEncrypted() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<String>> heard = CompletableFuture.supplyAsync(() -> serve(server, false));
            assertThatThrownBy(
                            () -> mail(server, "STARTTLS").deliver(new Letter("anna@example.org", "Hello", "Come in.")))
                    .isInstanceOf(IOException.class);
            assertThat(heard.get()).noneMatch(line -> line.startsWith("MAIL") || line.contains("Come in."));
        }
    }

    private static SmtpMail mail(ServerSocket server, String encryption) {
        var settings = new HashMap<>(Map.of(
                "flotilla.public-host", "center.example.org",
                "flotilla.data", "/nowhere",
                "flotilla.mail.port", Integer.toString(server.getLocalPort()),
                "flotilla.mail.encryption", encryption,
                "flotilla.mail.from", "flotilla@example.org"));
        MailConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(MailConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(MailConfig.class);
        return new SmtpMail(Vertx.vertx(), "127.0.0.1", config);
    }

    private static List<String> serve(ServerSocket server, boolean isRefusing) {
        List<String> heard = new ArrayList<>();
        try (Socket line = server.accept();
                var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintWriter(line.getOutputStream(), false, StandardCharsets.UTF_8)) {
            say(out, "220 test ESMTP");
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                heard.add(said);
                String verb = said.split("[ :]", 2)[0];
                switch (verb) {
                    case "RCPT" -> say(out, isRefusing ? "550 nobody here" : "250 ok");
                    case "DATA" -> {
                        say(out, "354 go on");
                        for (String text = in.readLine(); text != null && !text.equals("."); text = in.readLine()) {
                            heard.add(text);
                        }
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return heard;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            heard.add("ended: " + e);
        }
        return heard;
    }

    private static void say(PrintWriter out, String text) {
        out.print(text + "\r\n");
        out.flush();
    }
}
