package dev.flotilla.mist.trigger;

import dev.flotilla.mist.wire.HttpCall;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One trigger on its way to one handler: up to five attempts, each on a connection of its own, all with the same UUID. */
final class Delivery {
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration BETWEEN = Duration.ofMillis(150);
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss +0000", Locale.ROOT);

    private final Sender sender;
    private final int process;
    private final String trigger;
    private final String body;
    private final Handler handler;
    private final UUID uuid = UUID.randomUUID();
    private final long beganNs = System.nanoTime();
    /** The same for every attempt, like the UUID. */
    private final long beganMs = System.currentTimeMillis();

    private int attempts;

    Delivery(Sender sender, int process, String trigger, String body, Handler handler) {
        this.sender = sender;
        this.process = process;
        this.trigger = trigger;
        this.body = body;
        this.handler = handler;
    }

    Verdict ask(Consumer<Fired> log) {
        HttpCall.Answer answer = tryToAsk();
        boolean isAnswered = answer != null && answer.isOk();
        Verdict verdict = answer != null && isAnswered ? verdict(answer) : failed();
        log.accept(fired(isAnswered, verdict.action().isEmpty() ? verdict.text() : verdict.action()));
        return verdict;
    }

    void tell(Consumer<Fired> log) {
        boolean isSent = false;
        while (!isSent && attempts < MOST_ATTEMPTS) {
            attempts++;
            try {
                call().tell("POST", headers(), body);
                isSent = true;
            } catch (IOException refused) {
                pause();
            }
        }
        log.accept(fired(isSent, ""));
    }

    private HttpCall.@Nullable Answer tryToAsk() {
        while (attempts < MOST_ATTEMPTS) {
            attempts++;
            try {
                return call().ask("POST", headers(), body);
            } catch (java.net.SocketTimeoutException late) {
                // The next attempt follows at once.
            } catch (IOException refused) {
                pause();
            }
        }
        return null;
    }

    private Verdict verdict(HttpCall.Answer answer) {
        String action = sender.isFork() ? answer.headers().getOrDefault("X-Mist-Trigger-Action", "") : "";
        return new Verdict(true, answer.body(), action);
    }

    private Verdict failed() {
        boolean hasWord = sender.isFork()
                && !handler.onFail().isEmpty()
                && !handler.onFail().equals("legacy");
        return new Verdict(true, handler.fallback(), hasWord ? handler.onFail() : "");
    }

    private HttpCall call() {
        return new HttpCall(handler.url(), sender.address(), sender.attemptTimeout());
    }

    private Fired fired(boolean isAnswered, String answer) {
        long tookMs = (System.nanoTime() - beganNs) / 1_000_000;
        return new Fired(trigger, uuid.toString(), body, attempts, isAnswered, answer, tookMs);
    }

    private SortedMap<String, String> headers() {
        var headers = new TreeMap<String, String>();
        headers.put("Accept", "*/*");
        headers.put("Content-Type", "text/plain");
        headers.put("Date", HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        headers.put("User-Agent", "MistServer/" + sender.version());
        headers.put("X-Attempt", Integer.toString(attempts));
        if (!sender.instance().isEmpty()) {
            headers.put("X-Instance", sender.instance());
        }
        if (!sender.name().isEmpty()) {
            headers.put("X-Name", sender.name());
        }
        headers.put("X-PID", Integer.toString(process));
        headers.put("X-Trigger", trigger);
        headers.put("X-Trigger-UUID", uuid.toString());
        headers.put("X-Trigger-UnixMillis", Long.toString(beganMs));
        headers.put("X-Version", sender.version());
        return headers;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
