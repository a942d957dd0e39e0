package dev.flotilla.edge.helmsman;

import dev.flotilla.edge.helmsman.poll.MistWatch;
import dev.flotilla.edge.helmsman.trigger.TriggerCounts;
import dev.flotilla.edge.helmsman.trigger.TriggerDesk;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The MistServer beside this agent, and its triggers, as figures for Prometheus. */
@Singleton
class HelmsmanMeters {
    void register(@Observes StartupEvent event, MeterRegistry registry, HelmsmanReadiness.Signs signs) {
        signs.beside().ifPresent(beside -> {
            mist(registry, beside.watch());
            triggers(registry, beside.desk());
        });
    }

    private static void mist(MeterRegistry registry, MistWatch watch) {
        Gauge.builder(
                        "flotilla.helmsman.mist.answers",
                        watch,
                        mist -> mist.state().isAnswering() ? 1 : 0)
                .description("1 while MistServer answers, else 0")
                .register(registry);
        FunctionCounter.builder(
                        "flotilla.helmsman.mist.restarts",
                        watch,
                        mist -> mist.state().restarts())
                .description("Starts of MistServer that were noticed")
                .register(registry);
        FunctionCounter.builder("flotilla.helmsman.dropped.events", watch, MistWatch::dropped)
                .description("Events of polls that the disk did not take")
                .register(registry);
    }

    private static void triggers(MeterRegistry registry, TriggerDesk desk) {
        FunctionCounter.builder("flotilla.helmsman.triggers", desk.counts(), TriggerCounts::all)
                .description("Triggers that MistServer sent, each attempt")
                .register(registry);
        FunctionCounter.builder("flotilla.helmsman.unread.triggers", desk.counts(), TriggerCounts::unread)
                .description("Triggers that could not be read, or for which this agent has no use")
                .register(registry);
        FunctionCounter.builder("flotilla.helmsman.refused.triggers", desk.counts(), TriggerCounts::refused)
                .description("Triggers that could not be taken, because of the disk or because too many came at once")
                .register(registry);
        FunctionCounter.builder("flotilla.helmsman.lost.question.events", desk.counts(), TriggerCounts::lostEvents)
                .description("Questions answered although the disk did not take their event")
                .register(registry);
        FunctionCounter.builder("flotilla.helmsman.grace.answers", desk, TriggerDesk::inGrace)
                .description("Questions answered from memory, because no Foghorn answered")
                .register(registry);
        FunctionCounter.builder("flotilla.helmsman.undecided.questions", desk, TriggerDesk::undecided)
                .description("Questions that nobody decided: MistServer was told what is safe")
                .register(registry);
    }
}
