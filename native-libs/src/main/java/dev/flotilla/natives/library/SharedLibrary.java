package dev.flotilla.natives.library;

import static java.util.Objects.requireNonNullElse;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A library of the system, or a better one: what lies in {@code /usr/local/lib/flotilla}, or in the folder that the property
 * {@code flotilla.libraries} or the environment variable {@code FLOTILLA_LIBRARIES} names, comes first.
 *
 * @param name what people call it
 * @param sonames its file names, the preferred one first
 * @param debianPackage what to install on Debian and Ubuntu where it is missing
 */
public record SharedLibrary(String name, List<String> sonames, String debianPackage) {
    /** dlopen(3): resolve lazily, and keep the symbols out of the way of other libraries. */
    private static final int RTLD_LAZY_LOCAL = 1;

    private static final String DEFAULT_FOLDER = "/usr/local/lib/flotilla";

    public SharedLibrary {
        sonames = List.copyOf(sonames);
        if (sonames.isEmpty()) {
            throw new IllegalArgumentException("library " + name + " has no file name");
        }
    }

    /**
     * Loads the first of its files that is there.
     *
     * @throws MissingLibraryException when there is none
     */
    public NativeLibrary open() {
        var missing =
                new MissingLibraryException("%s is not installed (looked for %s): install it with 'apt-get install %s'"
                        .formatted(name, String.join(", ", sonames), debianPackage));
        for (String place : places()) {
            try {
                return NativeLibrary.getInstance(place, Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY_LOCAL));
            } catch (UnsatisfiedLinkError e) {
                missing.addSuppressed(e);
            }
        }
        throw missing;
    }

    /** The paths of better ones, then the bare names, which the system looks for. */
    private List<String> places() {
        Path folder = folder();
        Stream<String> better = sonames.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .map(Path::toString);
        return Stream.concat(better, sonames.stream()).toList();
    }

    private static Path folder() {
        String property = System.getProperty("flotilla.libraries");
        String variable = System.getenv("FLOTILLA_LIBRARIES");
        return Path.of(requireNonNullElse(property, requireNonNullElse(variable, DEFAULT_FOLDER)));
    }
}
