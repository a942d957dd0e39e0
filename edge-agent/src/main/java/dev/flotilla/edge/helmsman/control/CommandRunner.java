package dev.flotilla.edge.helmsman.control;

import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.Command.CommandCase;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Has each command done once, whichever Foghorns send it and however often: the others get the first one's result. */
final class CommandRunner {
    private static final Logger LOG = Logger.getLogger(CommandRunner.class);
    private static final int MOST_REMEMBERED = 1_000;
    private static final int MOST_AT_ONCE = 64;

    private final Map<CommandCase, CommandHandler> handlers = new EnumMap<>(CommandCase.class);
    private final Executor executor = task -> Thread.ofVirtual().name("command").start(task);
    private int running;
    private final Map<String, CompletableFuture<CommandResult>> byId = new LinkedHashMap<>();

    /** @throws IllegalStateException when two handlers name the same kind */
    CommandRunner(Collection<CommandHandler> handlers) {
        for (CommandHandler handler : handlers) {
            for (CommandCase kind : handler.kinds()) {
                CommandHandler other = this.handlers.put(kind, handler);
                if (other != null) {
                    throw new IllegalStateException(
                            kind + " is handled by " + other.getClass() + " and by " + handler.getClass());
                }
            }
        }
    }

    /** The result, at once or when it is done. Never fails. */
    CompletionStage<CommandResult> run(Command command) {
        CompletableFuture<CommandResult> result;
        synchronized (this) {
            CompletableFuture<CommandResult> known = byId.get(command.getId());
            if (known != null) {
                return known;
            }
            if (running >= MOST_AT_ONCE) {
                return CompletableFuture.completedStage(
                        refused(command, "the node carries out " + MOST_AT_ONCE + " commands already"));
            }
            running++;
            result = new CompletableFuture<>();
            byId.put(command.getId(), result);
            if (byId.size() > MOST_REMEMBERED) {
                byId.remove(byId.keySet().iterator().next());
            }
        }
        executor.execute(() -> result.complete(carryOut(command)));
        return result;
    }

    private CommandResult carryOut(Command command) {
        try {
            CommandHandler handler = handlers.get(command.getCommandCase());
            Optional<String> refusal = handler == null
                    ? Optional.of("this node does not know the command " + command.getCommandCase())
                    : handler.carryOut(command);
            refusal.ifPresent(
                    why -> LOG.warnf("command=%s %s refused: %s", command.getId(), command.getCommandCase(), why));
            return CommandResult.newBuilder()
                    .setId(command.getId())
                    .setRefused(refusal.orElse(""))
                    .build();
        } catch (RuntimeException e) {
            LOG.errorf(e, "command=%s %s failed", command.getId(), command.getCommandCase());
            return refused(command, "the node failed: " + e);
        } finally {
            synchronized (this) {
                running--;
            }
        }
    }

    private static CommandResult refused(Command command, String why) {
        return CommandResult.newBuilder().setId(command.getId()).setRefused(why).build();
    }
}
