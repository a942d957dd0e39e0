package dev.flotilla.natives.rist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Holds the repeated sizes and offsets against librist's headers, where those and a C compiler are installed. */
class LayoutIT {
    private static final Path HEADER = Path.of("/usr/include/librist/librist.h");
    private static final Path COMPILER = Path.of("/usr/bin/gcc");

    @Test
    void equalsWhatTheCompilerSays() throws Exception {
        assumeTrue(
                Files.exists(HEADER) && Files.exists(COMPILER),
                "no gcc or no librist-dev on this machine: the layouts were not checked");
        var java = new TreeMap<String, Integer>();
        for (Field field : Layout.class.getDeclaredFields()) {
            if (field.getType() == int.class) {
                java.put(field.getName(), field.getInt(null));
            }
        }
        assertThat(compiled()).isEqualTo(java);
    }

    private static Map<String, Integer> compiled() throws Exception {
        Path source = Path.of("src/test/resources/dev/flotilla/natives/rist/layout.c");
        Path probe = Files.createDirectories(Path.of("target")).resolve("rist-layout-probe");
        Path log = Path.of("target/rist-layout-probe.log");
        int code = new ProcessBuilder(COMPILER.toString(), "-o", probe.toString(), source.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(log.toString()))
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(log)).isZero();
        Process run = new ProcessBuilder(probe.toAbsolutePath().toString()).start();
        var numbers = new TreeMap<String, Integer>();
        run.inputReader().lines().map(line -> line.split(" ")).forEach(pair -> {
            numbers.put(pair[0], Integer.valueOf(pair[1]));
        });
        return numbers;
    }
}
