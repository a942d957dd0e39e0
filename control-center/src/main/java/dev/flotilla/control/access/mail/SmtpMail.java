package dev.flotilla.control.access.mail;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands letters to the configured SMTP server. */
final class SmtpMail implements MailRoom {
    private static final int MOST_LINES = 2;
    private static final int DEADLINE_S = 20;

    private final MailClient client;
    private final String from;

    SmtpMail(Vertx vertx, String host, MailConfig config) {
        var options = new io.vertx.ext.mail.MailConfig(host, config.port())
                .setSsl(config.encryption() == MailConfig.Encryption.TLS)
                .setStarttls(
                        config.encryption() == MailConfig.Encryption.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setMaxPoolSize(MOST_LINES)
                .setKeepAlive(false);
        options.setHostnameVerificationAlgorithm("HTTPS");
        config.username().ifPresent(options::setUsername);
        config.password().ifPresent(options::setPassword);
        this.client = MailClient.create(vertx, options);
        this.from = config.from();
    }

    @Override
    public void deliver(Letter letter) throws IOException {
        var message = new MailMessage(from, letter.to(), letter.subject(), letter.text());
        try {
            client.sendMail(message).toCompletionStage().toCompletableFuture().get(DEADLINE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the SMTP server did not take it: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("the SMTP server did not answer within %d s".formatted(DEADLINE_S), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
