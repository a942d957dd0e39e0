package dev.flotilla.edge.engine.link;

import dev.flotilla.proto.engine.v1.Command;
import dev.flotilla.proto.engine.v1.Greet;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.Shutdown;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sees to it that there is an engine, and that the agent is connected to it. */
final class EngineKeeper {
    private static final System.Logger LOG = System.getLogger(EngineKeeper.class.getName());
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration START_DEADLINE = Duration.ofSeconds(20);
    private static final long LOOK_MS = 25;
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    /** An engine that is asked and gives no sign of life for so many beats in a row hangs. */
    private static final int MISSED_BEATS = 4;

    private static final Duration BEAT = Duration.ofSeconds(2);

    /** An engine that lived that long did not die of being started. */
    private static final Duration STABLE = Duration.ofSeconds(10);

    private final EngineLaunch launch;
    private final EngineListener listener;
    private final EngineProcess process;
    private final CountDownLatch isClosed = new CountDownLatch(1);
    private final ExecutorService listening = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("engine-listener").factory());

    /** A connection and who is at its other end. */
    private record Hold(Conversation conversation, Greeting greeting) {}

    private volatile @Nullable Hold hold;

    EngineKeeper(EngineLaunch launch, EngineListener listener) {
        this.launch = launch;
        this.listener = listener;
        this.process = new EngineProcess(launch);
    }

    void start() {
        Thread.ofVirtual().name("engine-keeper").start(this::keep);
    }

    @Nullable
    Conversation conversation() {
        Hold now = hold;
        return now == null ? null : now.conversation;
    }

    Optional<Long> pid() {
        return Optional.ofNullable(hold).map(now -> now.greeting.getPid());
    }

    /** Looks after the engine no more. An open conversation stays open. */
    void close() {
        isClosed.countDown();
        listening.shutdown();
    }

    void endLeftOver() {
        try (Conversation conversation = Conversation.open(launch.socket(), DEADLINE)) {
            var _ = conversation.call(Command.newBuilder().setShutdown(Shutdown.getDefaultInstance()));
        } catch (IOException nobodyThere) {
            LOG.log(Level.DEBUG, "engine: none is left from earlier");
        } catch (EngineFault fault) {
            LOG.log(Level.WARNING, "engine: one is left from earlier and does not end: {0}", fault.getMessage());
        }
    }

    private void keep() {
        long pauseMs = FIRST_PAUSE_MS;
        try {
            while (isClosed.getCount() > 0) {
                long startNs = System.nanoTime();
                String why = holdOne();
                hold = null;
                if (isClosed.getCount() == 0) {
                    return;
                }
                LOG.log(Level.WARNING, "engine: {0}", why);
                boolean wasStable = System.nanoTime() - startNs > STABLE.toNanos();
                pauseMs = wasStable ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
                isClosed.await(pauseMs, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Connects to the engine there is, or to a new one; returns when it is gone, saying why. */
    private String holdOne() throws InterruptedException {
        try (Conversation conversation = connect()) {
            Greeting greeting = conversation
                    .call(Command.newBuilder().setGreet(Greet.getDefaultInstance()))
                    .getGreeting();
            hold = new Hold(conversation, greeting);
            LOG.log(
                    Level.INFO,
                    "engine: process " + greeting.getPid() + " runs " + greeting.getFlowsCount() + " flows");
            tell(() -> listener.onStart(greeting));
            return lost("process " + greeting.getPid() + awaitEndOrSilence(conversation));
        } catch (EngineFault e) {
            process.kill();
            return lost(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Returns what became of the engine. Counts beats and not time, in which this agent may have been asleep itself. */
    private String awaitEndOrSilence(Conversation conversation) throws InterruptedException {
        long heard = conversation.replies();
        int missed = 0;
        while (!conversation.awaitEnd(BEAT)) {
            process.boundLog();
            long replies = conversation.replies();
            missed = replies == heard ? missed + 1 : 0;
            heard = replies;
            if (missed == MISSED_BEATS && isClosed.getCount() > 0) {
                process.kill();
                return " did not answer for " + BEAT.multipliedBy(MISSED_BEATS).toSeconds() + " s and was killed";
            }
            if (missed > 0) {
                conversation.ping();
            }
        }
        return " died";
    }

    private String lost(String why) {
        tell(() -> listener.onLoss(why));
        return why;
    }

    private void tell(Runnable news) {
        if (isClosed.getCount() > 0) {
            listening.execute(news);
        }
    }

    private Conversation connect() throws IOException, InterruptedException {
        try {
            return Conversation.open(launch.socket(), DEADLINE);
        } catch (IOException nobodyThere) {
            if (!process.isAlive()) {
                process.start();
            }
        }
        long endNs = System.nanoTime() + START_DEADLINE.toNanos();
        while (System.nanoTime() < endNs && !isClosed.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
            try {
                return Conversation.open(launch.socket(), DEADLINE);
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IOException("the process ended at its start; see " + launch.log(), notYet);
                }
            }
        }
        process.kill();
        throw new IOException("no answer within " + START_DEADLINE.toSeconds() + " s; see " + launch.log());
    }
}
