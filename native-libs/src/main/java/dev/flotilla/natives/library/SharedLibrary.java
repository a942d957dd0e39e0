package dev.flotilla.natives.library;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Map;

/**
 * A library of the system.
 *
 * @param name what people call it
 * @param sonames its file names, the preferred one first
 * @param debianPackage what to install on Debian and Ubuntu where it is missing
 */
public record SharedLibrary(String name, List<String> sonames, String debianPackage) {
    /** dlopen(3): resolve lazily, and keep the symbols out of the way of other libraries. */
    private static final int RTLD_LAZY_LOCAL = 1;

    public SharedLibrary {
        sonames = List.copyOf(sonames);
        if (sonames.isEmpty()) {
            throw new IllegalArgumentException("library " + name + " has no file name");
        }
    }

    /**
     * Loads the first of its files that the system has.
     *
     * @throws MissingLibraryException when there is none
     */
    public NativeLibrary open() {
        var missing =
                new MissingLibraryException("%s is not installed (looked for %s): install it with 'apt-get install %s'"
                        .formatted(name, String.join(", ", sonames), debianPackage));
        for (String soname : sonames) {
            try {
                return NativeLibrary.getInstance(soname, Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY_LOCAL));
            } catch (UnsatisfiedLinkError e) {
                missing.addSuppressed(e);
            }
        }
        throw missing;
    }
}
