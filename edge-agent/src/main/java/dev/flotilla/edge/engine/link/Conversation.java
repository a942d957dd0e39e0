package dev.flotilla.edge.engine.link;

import dev.flotilla.edge.engine.link.EngineFault.Reason;
import dev.flotilla.edge.engine.wire.Frames;
import dev.flotilla.proto.engine.v1.Command;
import dev.flotilla.proto.engine.v1.Ping;
import dev.flotilla.proto.engine.v1.Reply;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One connection to an engine: commands out, replies in, matched by their number. */
final class Conversation implements AutoCloseable {
    private final Frames frames;
    private final Duration deadline;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Long, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch hasEnded = new CountDownLatch(1);
    private final AtomicBoolean isPinging = new AtomicBoolean();
    private final AtomicLong replies = new AtomicLong();

    private Conversation(Frames frames, Duration deadline) {
        this.frames = frames;
        this.deadline = deadline;
    }

    /** Connects to the engine that listens there; fails when none does. */
    static Conversation open(Path socket, Duration deadline) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        var conversation = new Conversation(new Frames(channel), deadline);
        Thread.ofVirtual().name("engine-replies").start(conversation::listen);
        return conversation;
    }

    private void listen() {
        try (frames) {
            Optional<Reply> reply = frames.read(Reply.parser());
            while (reply.isPresent()) {
                replies.incrementAndGet();
                var call = waiting.remove(reply.get().getNumber());
                if (call != null) {
                    call.complete(reply.get());
                }
                reply = frames.read(Reply.parser());
            }
        } catch (IOException gone) {
            // Told to everyone who waits, just below.
        } finally {
            hasEnded.countDown();
            waiting.values().forEach(call -> call.completeExceptionally(new IOException("the engine is gone")));
        }
    }

    /** How many replies came; each is a sign of life. */
    long replies() {
        return replies.get();
    }

    /** Asks for a sign of life and waits for nothing, not even for room in the socket of an engine that reads no more. */
    void ping() {
        if (isPinging.compareAndSet(false, true)) {
            Thread.ofVirtual().name("engine-ping").start(() -> {
                try {
                    call(Command.newBuilder().setPing(Ping.getDefaultInstance()));
                } catch (EngineFault unanswered) {
                    // Whoever counts replies sees that there was none.
                } finally {
                    isPinging.set(false);
                }
            });
        }
    }

    /** Gives a command and waits for its reply. */
    Reply call(Command.Builder command) throws EngineFault {
        long number = lastNumber.incrementAndGet();
        var answer = new CompletableFuture<Reply>();
        waiting.put(number, answer);
        try {
            frames.write(command.setNumber(number).build());
            if (hasEnded.getCount() == 0) {
                throw new EngineFault(Reason.UNREACHABLE, "the engine is gone");
            }
            Reply reply = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (!reply.getFault().isEmpty()) {
                throw new EngineFault(Reason.REFUSED, reply.getFault());
            }
            return reply;
        } catch (TimeoutException e) {
            throw new EngineFault(
                    Reason.UNREACHABLE, "the engine did not answer within " + deadline.toSeconds() + " s");
        } catch (IOException | ExecutionException e) {
            throw new EngineFault(Reason.UNREACHABLE, "the engine is gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFault(Reason.UNREACHABLE, "the wait for the engine was interrupted");
        } finally {
            waiting.remove(number);
        }
    }

    /** Waits until the engine goes away, or this end closes. */
    void awaitEnd() throws InterruptedException {
        hasEnded.await();
    }

    /** The same, but not for ever: false when the time passed first. */
    boolean awaitEnd(Duration longest) throws InterruptedException {
        return hasEnded.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        try {
            frames.close();
        } catch (IOException e) {
            // It is closed, then.
        }
    }
}
