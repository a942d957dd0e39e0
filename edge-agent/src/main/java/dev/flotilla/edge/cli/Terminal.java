package dev.flotilla.edge.cli;

import java.io.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a person sits in front of this process, and what may be shown to them then. */
record Terminal(boolean isColoured) {
    static Terminal of(Map<String, String> environment) {
        return new Terminal(console() != null && !environment.containsKey("NO_COLOR"));
    }

    String good(String text) {
        return painted("32", text);
    }

    String bad(String text) {
        return painted("31", text);
    }

    String strong(String text) {
        return painted("1", text);
    }

    /** Asks for something that must not appear on the screen; null when nobody can be asked. */
    static @Nullable String askSecretly(String prompt) {
        Console console = console();
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        return typed == null ? null : new String(typed);
    }

    private String painted(String colour, String text) {
        return isColoured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal (JDK-8351435).
    private static @Nullable Console console() {
        Console console = System.console();
        return console != null && console.isTerminal() ? console : null;
    }
}
