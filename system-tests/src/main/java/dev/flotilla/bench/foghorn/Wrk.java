package dev.flotilla.bench.foghorn;

import dev.flotilla.bench.cost.CpuTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server for as many streams as there are, over connections that stay, from the other processor. */
final class Wrk {
    private static final String PROCESSOR = "1";
    private static final int CONNECTIONS = 64;
    private static final int WARM_ANSWERS = 250_000;
    private static final int MOST_WARM_RUNS = 20;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern COUNT = Pattern.compile("([0-9]+) requests in");
    private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern FAULTS = Pattern.compile("Socket errors|Non-2xx");

    private final Path script;
    private final int seconds;

    Wrk(Path folder, int streams, int seconds) throws IOException {
        this.script = folder.resolve("ask.lua");
        this.seconds = seconds;
        Files.writeString(script, """
            local requests, pause = {}, 0
            function init(args)
              for i = 0, %d do
                requests[i] = wrk.format("GET", "/live+" .. i .. "?proto=HLS")
              end
              pause = tonumber(args[1]) or 0
              math.randomseed(1)
            end
            function request() return requests[math.random(0, #requests)] end
            -- Whole milliseconds, which on the average are what was asked for.
            function delay()
              if pause == 0 then return 0 end
              return math.floor(2 * pause * math.random() + math.random())
            end
            """.formatted(streams - 1));
    }

    /**
     * What came of one run.
     *
     * @param cpuMicros of the server for each answer
     */
    record Result(double perSecond, double cpuMicros, double p99Ms) {}

    /** Until the server's compiler has seen enough, however busy the machine is otherwise. */
    void warm(Server server) throws IOException {
        double answers = 0;
        for (int i = 0; i < MOST_WARM_RUNS && answers < WARM_ANSWERS; i++) {
            answers += peak(server).perSecond() * seconds;
        }
    }

    /** As fast as it can. */
    Result peak(Server server) throws IOException {
        return run(server, seconds, 0);
    }

    /** At about that rate. */
    Result at(Server server, double perSecond) throws IOException {
        double pauseMs = Math.max(0.1, CONNECTIONS / perSecond * 1_000 - 0.5);
        Result trial = run(server, 2, pauseMs);
        pauseMs = Math.max(0.05, pauseMs + (CONNECTIONS / perSecond - CONNECTIONS / trial.perSecond) * 1_000);
        return run(server, seconds, pauseMs);
    }

    private Result run(Server server, int duration, double pauseMs) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", PROCESSOR, "wrk", "-t1", "-c" + CONNECTIONS));
        command.addAll(List.of("-d" + duration + "s", "--latency", "-s", script.toString()));
        command.add("http://127.0.0.1:" + server.port());
        if (pauseMs > 0) {
            command.addAll(List.of("--", String.format(Locale.ROOT, "%.3f", pauseMs)));
        }
        CpuTime cpu = CpuTime.of(server.processes());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        long usedNs = cpu.usedNs();
        if (FAULTS.matcher(said).find()) {
            throw new IOException(server.name() + " failed some requests:\n" + said);
        }
        double answers = number(COUNT, said);
        return new Result(number(RATE, said), usedNs / 1_000.0 / answers, milliseconds(said));
    }

    private static double number(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("wrk said:\n" + said);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static double milliseconds(String said) throws IOException {
        Matcher matcher = P99.matcher(said);
        if (!matcher.find()) {
            throw new IOException("wrk said:\n" + said);
        }
        double value = Double.parseDouble(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> value / 1_000;
            case "s" -> value * 1_000;
            default -> value;
        };
    }
}
