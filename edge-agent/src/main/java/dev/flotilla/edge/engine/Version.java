package dev.flotilla.edge.engine;

/** The version of this program. */
final class Version {
    private Version() {}

    /** From the package's manifest; a build that has none is in development. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
