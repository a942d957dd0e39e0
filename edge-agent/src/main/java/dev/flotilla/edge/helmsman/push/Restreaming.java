package dev.flotilla.edge.helmsman.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.edge.helmsman.mist.ActiveStream;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistPush;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.LocalAnswers;
import dev.flotilla.edge.helmsman.trigger.Secrets;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.proto.foghorn.v1.PushTarget;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps the pushes of live streams as their owners want them: starts what is missing, ends what is not wanted any more, and
 * tries again what broke off. Targets are secrets and stay in memory. Owns one thread, which asks MistServer only while a
 * stream has targets.
 */
public final class Restreaming implements TriggerListener, LocalAnswers, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Restreaming.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_STREAMS = 10_000;
    private static final long GOOD_MS = 10_000;
    /** A stream that does not come back by then has no targets any more; whoever publishes it again brings them. */
    private static final long FORGOTTEN_AFTER_NS = Duration.ofMinutes(10).toNanos();

    private final MistApi mist;
    private final Duration pace;
    private final Map<MistStream, Pushed> streams = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("restreaming").unstarted(this::run);
    private volatile String problem = "";
    private volatile boolean isClosed;

    /** A stream and its targets, by their addresses. */
    private static final class Pushed {
        final Map<String, Wanted> targets = new ConcurrentHashMap<>();
        /** Addresses of targets that are not wanted any more and may still run. */
        final Set<String> leaving = ConcurrentHashMap.newKeySet();

        volatile long seenNs = System.nanoTime();
    }

    private static final class Wanted {
        final Target target;
        final Attempts attempts = new Attempts();
        volatile TargetState state = new TargetState.Waiting();

        Wanted(Target target) {
            this.target = target;
        }
    }

    /** @param pace between two looks at MistServer */
    public Restreaming(MistApi mist, Duration pace) {
        this.mist = mist;
        this.pace = pace;
    }

    public void start() {
        thread.start();
    }

    /** These and no others from now on; why not, for people, or empty when it is so. */
    public Optional<String> set(MistStream stream, List<PushTarget> wanted) {
        List<Target> targets;
        try {
            targets = wanted.stream().map(Target::of).toList();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
        if (streams.size() >= MOST_STREAMS && !streams.containsKey(stream)) {
            return Optional.of("this node keeps push targets of %d streams already".formatted(MOST_STREAMS));
        }
        if (targets.isEmpty() && !streams.containsKey(stream)) {
            return Optional.empty();
        }
        Pushed pushed = streams.computeIfAbsent(stream, _ -> new Pushed());
        Set<String> urls = targets.stream().map(Target::url).collect(Collectors.toSet());
        pushed.seenNs = System.nanoTime();
        pushed.leaving.removeAll(urls);
        for (String url : List.copyOf(pushed.targets.keySet())) {
            if (!urls.contains(url)) {
                pushed.leaving.add(url);
                pushed.targets.remove(url);
            }
        }
        targets.forEach(target -> pushed.targets.putIfAbsent(target.url(), new Wanted(target)));
        wake.release();
        return Optional.empty();
    }

    @Override
    public void accepted(MistStream stream, TriggerAnswer answer) {
        set(stream, answer.getPushTargetsList())
                .ifPresent(why -> LOG.warnf("stream=%s is not pushed: %s", stream, why));
    }

    @Override
    public void told(Trigger.Notice notice) {
        if (notice instanceof Trigger.PushEnd end) {
            wanted(end.stream(), end.target()).ifPresent(wanted -> {
                wanted.state = new TargetState.Failing(reason(end.log()), wanted.attempts.count());
                LOG.infof("stream=%s push to %s broke off: %s", end.stream(), wanted.target, reason(end.log()));
                wake.release();
            });
        }
    }

    @Override
    public boolean isOwn(MistStream stream, String target) {
        return wanted(stream, target).isPresent();
    }

    @Override
    public String targetId(MistStream stream, String target) {
        return wanted(stream, target).map(wanted -> wanted.target.id()).orElse("");
    }

    private Optional<Wanted> wanted(MistStream stream, String url) {
        return Optional.ofNullable(streams.get(stream)).map(pushed -> pushed.targets.get(url));
    }

    /** How each target does, for people and for tests. */
    public List<Told> targets() {
        List<Told> all = new ArrayList<>();
        streams.forEach((stream, pushed) -> pushed.targets.values().forEach(wanted -> all.add(told(stream, wanted))));
        return all;
    }

    private static Told told(MistStream stream, Wanted wanted) {
        TargetState state = wanted.state;
        return new Told(
                wanted.target.id(),
                stream.fleetName(),
                Secrets.masked(wanted.target.url()),
                state.word(),
                state instanceof TargetState.Running running ? running.bytes() : 0,
                state instanceof TargetState.Failing failing ? failing.reason() : "");
    }

    /**
     * How a target does.
     *
     * @param address masked
     * @param state waiting, running or failing
     * @param reason why it fails; empty otherwise
     */
    public record Told(String id, String stream, String address, String state, long bytes, String reason) {}

    /** Why nothing can be done now, for people; empty when it can. */
    public String problem() {
        return problem;
    }

    private void run() {
        while (!isClosed) {
            try {
                var _ = wake.tryAcquire(pace.toNanos(), TimeUnit.NANOSECONDS);
                wake.drainPermits();
                if (!isClosed && !streams.isEmpty()) {
                    turn(System.nanoTime());
                }
                problem = "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (MistFailure | RuntimeException failure) {
                problem = String.valueOf(failure.getMessage());
                LOG.debug("pushes stand still for a moment", failure);
            }
        }
    }

    private void turn(long nowNs) throws MistFailure {
        Set<MistStream> live =
                mist.activeStreams().stream().map(ActiveStream::stream).collect(Collectors.toSet());
        List<MistPush> running = mist.pushes();
        for (Map.Entry<MistStream, Pushed> entry : List.copyOf(streams.entrySet())) {
            MistStream stream = entry.getKey();
            Pushed pushed = entry.getValue();
            boolean isLive = live.contains(stream);
            for (MistPush push : running) {
                if (push.stream().equals(stream) && pushed.leaving.contains(push.target())) {
                    mist.stopPush(push.id());
                }
            }
            pushed.leaving.removeIf(url -> running.stream().noneMatch(push -> isPush(push, stream, url)));
            for (Wanted wanted : pushed.targets.values()) {
                keep(stream, wanted, running, isLive, nowNs);
            }
            if (isLive) {
                pushed.seenNs = nowNs;
            } else if (nowNs - pushed.seenNs > FORGOTTEN_AFTER_NS) {
                streams.remove(stream, pushed);
            }
        }
    }

    private void keep(MistStream stream, Wanted wanted, List<MistPush> running, boolean isLive, long nowNs)
            throws MistFailure {
        Optional<MistPush> push = running.stream()
                .filter(one -> isPush(one, stream, wanted.target.url()))
                .findFirst();
        if (push.isPresent()) {
            if (push.get().activeMs() > GOOD_MS) {
                wanted.attempts.good();
            }
            wanted.state =
                    new TargetState.Running(push.get().bytes(), push.get().activeMs());
        } else if (!isLive) {
            wanted.state = new TargetState.Waiting();
        } else if (wanted.attempts.isDue(nowNs)) {
            wanted.attempts.begun(nowNs);
            mist.startPush(stream, wanted.target.url());
        } else if (wanted.state instanceof TargetState.Running) {
            wanted.state = new TargetState.Failing("MistServer ended it", wanted.attempts.count());
        }
    }

    private static boolean isPush(MistPush push, MistStream stream, String url) {
        return push.stream().equals(stream) && push.target().equals(url);
    }

    /** The last words of MistServer's log, without what grants access. */
    private static String reason(String log) {
        try {
            var lines = JSON.readTree(log);
            String last = lines.path(lines.size() - 1).path(2).asText("");
            return last.isEmpty() ? "MistServer gave no reason" : Secrets.addressesMasked(last);
        } catch (JsonProcessingException senseless) {
            return "MistServer gave no reason";
        }
    }

    @Override
    public void close() {
        isClosed = true;
        wake.release();
    }
}
