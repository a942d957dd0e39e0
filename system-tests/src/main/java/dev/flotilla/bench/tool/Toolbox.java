package dev.flotilla.bench.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compiles our programs in C and makes the stream that they play; starts them. */
public final class Toolbox {
    private static final List<String> PROGRAMS = List.of("send-udp", "send-srt", "sink-udp", "sink-srt", "relay-udp");
    private static final long STREAM_BPS = 20_000_000;
    private static final int STREAM_SECONDS = 20;
    private static final int DEADLINE_SECONDS = 300;

    private final Path folder;

    private Toolbox(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes what is not there yet.
     *
     * @param sources the folder of the C sources
     * @param folder takes the programs and the stream
     */
    public static Toolbox make(Path sources, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String program : PROGRAMS) {
            var command = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-pthread", "-o"));
            command.add(folder.resolve(program).toString());
            command.add(sources.resolve(program + ".c").toString());
            if (program.endsWith("-srt")) {
                command.add("-lsrt");
            }
            run(command);
        }
        var toolbox = new Toolbox(folder);
        if (!Files.exists(toolbox.stream())) {
            toolbox.encode();
        }
        return toolbox;
    }

    /** A file of noise, which no encoder can squeeze: no null packets are in it, and each relay moves the same bytes. */
    private void encode() throws IOException {
        Path unfinished = folder.resolve("unfinished.ts");
        String picture = "testsrc2=size=1280x720:rate=25,noise=alls=60:allf=t";
        String line = "ffmpeg -nostdin -hide_banner -loglevel error -y -f lavfi -i " + picture
                + " -f lavfi -i sine=frequency=440:sample_rate=48000 -t " + STREAM_SECONDS
                + " -c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -g 25"
                + " -b:v 19M -minrate 19M -maxrate 19M -bufsize 4M -c:a aac -b:a 128k -f mpegts";
        var command = new ArrayList<>(Arrays.asList(line.split(" ", -1)));
        command.add(unfinished.toString());
        run(command);
        Files.move(unfinished, stream());
    }

    private Path stream() {
        return folder.resolve("noise-" + STREAM_BPS / 1_000_000 + "m.ts");
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("failed: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + command.getFirst(), e);
        }
    }

    /** Plays the stream to a UDP port. Stamps overwrite payload, and tell the sink which packets are missing. */
    public Tool sendUdp(long bitsPerSecond, int port, boolean isStamped) {
        return start("send-udp", stream().toString(), bitsPerSecond, port, stamps(isStamped));
    }

    /** Plays the stream, stamped, to that many SRT listeners, from one port upwards. */
    public Tool sendSrt(long bitsPerSecond, int firstPort, int ports, String passphrase) {
        return start("send-srt", stream().toString(), bitsPerSecond, firstPort, ports, passphrase);
    }

    /** Receives on that many UDP ports. */
    public Tool sinkUdp(int firstPort, int ports, boolean isStamped, boolean takesSegments) {
        return start("sink-udp", firstPort, ports, stamps(isStamped), takesSegments ? "segments" : "packets");
    }

    /** Receives from everyone who calls an SRT port. */
    public Tool sinkSrt(int port, boolean isStamped, String passphrase) {
        return start("sink-srt", port, stamps(isStamped), passphrase);
    }

    /** A relay from one UDP port to many; the way is one of those that the sources name. */
    public Tool relayUdp(int port, int firstPort, int ports, String way, int holdMicros) {
        return start("relay-udp", port, firstPort, ports, way, holdMicros);
    }

    private Tool start(String program, Object... arguments) {
        var command = new ArrayList<String>();
        command.add(folder.resolve(program).toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new Tool(command);
    }

    private static String stamps(boolean isStamped) {
        return isStamped ? "stamped" : "plain";
    }
}
