package dev.flotilla.control.access.mail;

import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends letters one after another in the background, so that no answer tells by its time whether one is sent. */
@ApplicationScoped
public class Mail {
    private static final Logger LOG = Logger.getLogger(Mail.class);
    private static final int MOST_WAITING = 1_000;
    private static final int TRIES = 3;

    private final MailConfig config;
    private final MailRoom room;
    private final ThreadPoolExecutor sender = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("mail").factory());

    Mail(MailConfig config, Vertx vertx) {
        this.config = config;
        this.room = config.host()
                .<MailRoom>map(host -> new SmtpMail(vertx, host, config))
                .orElseGet(() -> new FolderMail(config.folder(), config.from(), Clock.systemUTC()));
    }

    void take(@Observes(during = TransactionPhase.AFTER_SUCCESS) Letter letter) {
        try {
            sender.execute(() -> send(letter));
        } catch (RejectedExecutionException e) {
            LOG.errorf("%d letters wait already: one more is lost: %s", MOST_WAITING, letter);
        }
    }

    /** How letters leave, as people see it. */
    MailDelivery delivery() {
        return new MailDelivery(
                config.host().isPresent(), config.host().orElse(config.folder().toString()));
    }

    @PreDestroy
    void stop() {
        sender.shutdown();
    }

    private void send(Letter letter) {
        for (int tried = 1; tried <= TRIES; tried++) {
            try {
                room.deliver(letter);
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warnf("try %d of %d: a letter did not leave: %s: %s", tried, TRIES, letter, e.getMessage());
            }
        }
    }
}
