package dev.flotilla.control.access.entrance;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What depends on whether an account exists happens after the answer, so that its time does not tell. Bounded. */
@ApplicationScoped
class LaterWork {
    private static final Logger LOG = Logger.getLogger(LaterWork.class);
    private static final int MOST_WAITING = 1_000;

    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("entrance").factory());

    void add(Runnable work) {
        try {
            worker.execute(() -> run(work));
        } catch (RejectedExecutionException e) {
            LOG.errorf("%d requests for letters wait already: one more is dropped", MOST_WAITING);
        }
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("a letter was not written", e);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdown();
    }
}
