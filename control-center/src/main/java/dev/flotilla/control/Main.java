package dev.flotilla.control;

import dev.flotilla.control.access.AdministratorPassword;
import dev.flotilla.control.database.CannotStart;
import dev.flotilla.control.database.Preparation;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.jspecify.annotations.Nullable;

/** Starts the control center: first what it stands on, then the application; ends them in the other order. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        String command = arguments.length == 0 ? "run" : arguments[0];
        switch (command) {
            case "run" -> run(arguments);
            case "reset-admin-password" -> resetAdministratorPassword();
            default -> fail("Unknown command '" + command + "'. Commands: run, reset-admin-password.");
        }
    }

    private static void run(String... arguments) {
        try {
            Launch launch = Launch.prepare(LaunchConfig.read());
            launch.settings().forEach(System::setProperty);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(launch), "launch-end"));
            Quarkus.run(arguments);
        } catch (CannotStart e) {
            fail(e.getMessage());
        }
    }

    private static void resetAdministratorPassword() {
        try (Launch launch = Launch.prepare(LaunchConfig.read())) {
            System.out.println(Preparation.inTransaction(launch.jobs(), AdministratorPassword::reset));
        } catch (CannotStart e) {
            fail(e.getMessage());
        }
    }

    /** Runs beside the hook that drains the application, and waits for it: requests under way still need the database. */
    private static void end(Launch launch) {
        Application application = Application.currentApplication();
        if (application != null) {
            application.awaitShutdown();
        }
        launch.close();
    }

    private static void fail(@Nullable String sentence) {
        System.err.println(sentence);
        System.exit(1);
    }
}
