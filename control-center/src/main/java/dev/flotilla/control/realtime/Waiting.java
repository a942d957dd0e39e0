package dev.flotilla.control.realtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The facts that one subscriber has not taken yet, so many at most. When there are more, all that come are counted and left out
 * until every one that waits was taken. One thread offers, another takes.
 */
final class Waiting {
    /** What is next. */
    sealed interface Next {
        record Told(Fact fact) implements Next {}

        /** So many facts were left out, the last of them at that position. */
        record LeftOut(Position upTo, int count) implements Next {}

        /** Nothing came, up to that position. */
        record Quiet(Position upTo) implements Next {}

        record Ended() implements Next {}
    }

    private final int most;
    private final Deque<Fact> facts = new ArrayDeque<>();
    private Position upTo;
    private int leftOut;
    private boolean isEnded;

    Waiting(int most, Position from) {
        this.most = most;
        this.upTo = from;
    }

    synchronized void offer(Fact fact) {
        if (leftOut > 0 || facts.size() >= most) {
            leftOut++;
        } else {
            facts.add(fact);
        }
        upTo = fact.position();
        notifyAll();
    }

    /** Takes note that everything up to that position was offered. */
    synchronized void offeredUpTo(Position position) {
        upTo = position;
    }

    synchronized void end() {
        isEnded = true;
        facts.clear();
        notifyAll();
    }

    /** Forgets everything when something was left out, all of which the log has; answers whether it was so. */
    synchronized boolean beganAnew() {
        boolean wasTooMuch = leftOut > 0;
        if (wasTooMuch) {
            facts.clear();
            leftOut = 0;
        }
        return wasTooMuch;
    }

    synchronized boolean isEnded() {
        return isEnded;
    }

    /** Waits for what is next, so long at most. */
    synchronized Next take(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (!isEnded && facts.isEmpty() && leftOut == 0) {
            long leftMs = (until - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                return new Next.Quiet(upTo);
            }
            wait(leftMs);
        }
        return isEnded
                ? new Next.Ended()
                : Optional.ofNullable(facts.poll()).<Next>map(Next.Told::new).orElseGet(this::takeLeftOut);
    }

    private Next takeLeftOut() {
        var next = new Next.LeftOut(upTo, leftOut);
        leftOut = 0;
        return next;
    }
}
