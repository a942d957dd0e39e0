package dev.flotilla.natives.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the repeated sizes, offsets and numbers against the C compiler of this machine. */
class LayoutIT {
    @Test
    void equalsWhatTheCompilerSays() throws Exception {
        var java = new TreeMap<String, Integer>();
        collect(Layout.class, java);
        collect(Constant.class, java);
        assertThat(compiled()).isEqualTo(java);
    }

    private static void collect(Class<?> holder, Map<String, Integer> numbers) throws IllegalAccessException {
        for (Field field : holder.getDeclaredFields()) {
            if (field.getType() == int.class) {
                numbers.put(field.getName(), field.getInt(null));
            }
        }
    }

    private static Map<String, Integer> compiled() throws IOException, InterruptedException {
        Path source = Path.of("src/test/resources/dev/flotilla/natives/libc/layout.c");
        Path probe = Files.createDirectories(Path.of("target")).resolve("layout-probe");
        try {
            int code = new ProcessBuilder("gcc", "-o", probe.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(new File("target/layout-probe.log"))
                    .start()
                    .waitFor();
            assertThat(code)
                    .as(Files.readString(Path.of("target/layout-probe.log")))
                    .isZero();
        } catch (IOException noCompiler) {
            return abort("no gcc on this machine: the layouts were not checked");
        }
        Process run = new ProcessBuilder(probe.toAbsolutePath().toString()).start();
        var numbers = new TreeMap<String, Integer>();
        run.inputReader().lines().map(line -> line.split(" ")).forEach(pair -> {
            numbers.put(pair[0], Integer.valueOf(pair[1]));
        });
        return numbers;
    }
}
