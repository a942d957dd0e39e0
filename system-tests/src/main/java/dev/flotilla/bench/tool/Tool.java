package dev.flotilla.bench.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of our programs in C while it runs. It answers on its standard output and ends when its input does. */
public final class Tool implements AutoCloseable {
    private final String name;
    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    Tool(List<String> command) {
        name = command.getFirst();
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        questions = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    public long pid() {
        return process.pid();
    }

    /** Forgets the counts. */
    public void mark() {
        ask("mark");
    }

    /** The counts since the mark, by their names in the sources. */
    public Map<String, Double> read() {
        var counts = new HashMap<String, Double>();
        for (String pair : ask("read").strip().split(" +", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                counts.put(pair.substring(0, equals), Double.valueOf(pair.substring(equals + 1)));
            }
        }
        return counts;
    }

    private String ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(name + " has ended; why stands above, if it said so", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
