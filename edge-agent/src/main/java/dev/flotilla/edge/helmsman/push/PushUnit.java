package dev.flotilla.edge.helmsman.push;

import dev.flotilla.edge.helmsman.Helmsman;
import dev.flotilla.edge.helmsman.control.CommandHandler;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.LocalAnswers;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.edge.node.StatusPart;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.Command.CommandCase;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Restreaming within the agent, tied to its life. */
@Singleton
class PushUnit implements TriggerListener, LocalAnswers {
    private static final Duration PACE = Duration.ofSeconds(2);

    private final Optional<Restreaming> restreaming;

    PushUnit(Units units, Helmsman helmsman) {
        restreaming =
                units.has(Unit.HELMSMAN) ? helmsman.mist().map(mist -> new Restreaming(mist, PACE)) : Optional.empty();
    }

    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 650) StartupEvent event) {
        restreaming.ifPresent(Restreaming::start);
    }

    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION + 50) ShutdownEvent event) {
        restreaming.ifPresent(Restreaming::close);
    }

    @Override
    public void told(Trigger.Notice notice) {
        restreaming.ifPresent(here -> here.told(notice));
    }

    @Override
    public void accepted(MistStream stream, TriggerAnswer answer) {
        restreaming.ifPresent(here -> here.accepted(stream, answer));
    }

    @Override
    public boolean isOwn(MistStream stream, String target) {
        return restreaming.map(here -> here.isOwn(stream, target)).orElse(false);
    }

    @Override
    public String targetId(MistStream stream, String target) {
        return restreaming.map(here -> here.targetId(stream, target)).orElse("");
    }

    @Produces
    @Singleton
    CommandHandler pushCommands() {
        return new PushCommands(restreaming);
    }

    @Produces
    @Singleton
    StatusPart pushStatus() {
        return new PushStatus(restreaming);
    }

    /** Takes a stream's targets from a Foghorn. */
    private record PushCommands(Optional<Restreaming> restreaming) implements CommandHandler {
        @Override
        public Set<CommandCase> kinds() {
            return Set.of(CommandCase.PUSH_TARGETS);
        }

        @Override
        public Optional<String> carryOut(Command command) {
            if (restreaming.isEmpty()) {
                return Optional.of("this node has no MistServer");
            }
            String name = command.getPushTargets().getStream();
            if (name.isEmpty()) {
                return Optional.of("push_targets.stream is empty");
            }
            MistStream stream = new MistStream(name.indexOf('+') >= 0 ? name : "live+" + name);
            return restreaming.get().set(stream, command.getPushTargets().getTargetsList());
        }
    }

    /** For {@code GET /node/v1/status}. */
    private record PushStatus(Optional<Restreaming> restreaming) implements StatusPart {
        @Override
        public String key() {
            return "pushes";
        }

        @Override
        public JsonObject value() {
            JsonArray all = new JsonArray();
            restreaming.ifPresent(here -> here.targets()
                    .forEach(told -> all.add(new JsonObject()
                            .put("id", told.id())
                            .put("stream", told.stream())
                            .put("target", told.address())
                            .put("state", told.state())
                            .put("bytes", told.bytes())
                            .put("reason", told.reason()))));
            return new JsonObject().put("targets", all);
        }
    }
}
