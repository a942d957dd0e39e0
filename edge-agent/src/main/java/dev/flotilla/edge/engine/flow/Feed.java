package dev.flotilla.edge.engine.flow;

import dev.flotilla.edge.engine.failover.Failover;
import dev.flotilla.edge.engine.failover.FailoverPlan;
import dev.flotilla.edge.engine.failover.Reason;
import dev.flotilla.edge.engine.failover.Switchover;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.edge.engine.stream.ProgramMap;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.flow.v1.FlowReport;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Redundancy;
import dev.flotilla.proto.flow.v1.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sources of a flow, all of them received all the time, and what makes one stream of them. */
final class Feed implements AutoCloseable {
    /** With two sources only one can be waited for: so often the other one is looked at while packets come. */
    private static final long LIVE_SLICE_NS = 1_000_000;

    private static final long STILL_SLICE_NS = 20_000_000;
    private static final long LIVE_WITHIN_NS = 100_000_000;

    private final FlowEvents events;
    private final PacketSink sink;
    private final Switchover switchover;
    private SourceSlot[] slots = {};
    private FailoverPlan plan = plan(FlowSpec.getDefaultInstance());
    private Redundancy redundancy = Redundancy.getDefaultInstance();
    private @Nullable SourceMerge merge;

    Feed(PacketSink sink, FlowEvents events) {
        this.events = events;
        this.sink = sink;
        this.switchover = new Switchover(plan, sink, this::switched);
    }

    /** Makes the sources be as specified. Those that are already keep what they have; what goes is closed first. */
    void apply(FlowSpec wanted, long nowNs) {
        FailoverPlan wantedPlan = plan(wanted);
        if (wantedPlan.equals(plan) && wanted.getRedundancy().equals(redundancy) && areAsIn(wanted)) {
            return;
        }
        redundancy = wanted.getRedundancy();
        SourceSlot pinned = merge == null ? at(switchover.pinned()) : null;
        if (merge != null) {
            merge.close();
            merge = null;
        }
        SourceSlot feeding = at(switchover.feeding());
        var kept = new ArrayList<SourceSlot>();
        for (SourceSlot slot : slots) {
            if (wanted.getSourcesList().stream().anyMatch(slot::follows)) {
                kept.add(slot);
            } else {
                slot.close();
            }
        }
        plan = wantedPlan;
        slots = wanted.getSourcesList().stream().map(each -> slot(each, kept)).toArray(SourceSlot[]::new);
        if (redundancy.hasMerge() && slots.length > 1) {
            merge = new SourceMerge(redundancy.getMerge(), slots, sink, events, nowNs);
        } else {
            failOver(feeding, pinned, nowNs);
        }
    }

    private @Nullable SourceSlot at(int index) {
        return index == Failover.NONE ? null : slots[index];
    }

    private void failOver(@Nullable SourceSlot feeding, @Nullable SourceSlot pinned, long nowNs) {
        List<SourceSlot> now = Arrays.asList(slots);
        ProgramMap[] maps = Stream.of(slots)
                .map(each -> each.source().intake().watch().map())
                .toArray(ProgramMap[]::new);
        switchover.follow(plan, slots, maps, now.indexOf(feeding), now.indexOf(pinned), nowNs);
        int[] required =
                plan.requiredPids().stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < slots.length; i++) {
            slots[i].feed(switchover.entry(i), required);
        }
    }

    private boolean areAsIn(FlowSpec wanted) {
        boolean areSame = slots.length == wanted.getSourcesCount();
        for (int i = 0; areSame && i < slots.length; i++) {
            areSame = slots[i].follows(wanted.getSources(i));
        }
        return areSame;
    }

    private SourceSlot slot(Source wanted, List<SourceSlot> kept) {
        return kept.stream()
                .filter(slot -> slot.follows(wanted))
                .findFirst()
                .orElseGet(() -> new SourceSlot(wanted, events));
    }

    private static FailoverPlan plan(FlowSpec spec) {
        return FailoverPlan.of(spec.getRedundancy().getFailover());
    }

    private void switched(int from, int to, Reason reason, long count) {
        SourceSlot now = slots[to];
        if (reason == Reason.RETURN) {
            String message = "Primary source " + now.name() + " recovered, switching back";
            events.record("primary_recovered", Severity.SEVERITY_INFO, message);
        } else if (reason == Reason.BY_HAND && from != Failover.NONE) {
            String message = "Source " + now.name() + " was selected by hand (count: " + count + ")";
            events.record("source_selected", Severity.SEVERITY_INFO, message);
        } else if (reason.isFailure()) {
            String left = from == Failover.NONE ? "" : slots[from].name() + " -> ";
            String message = "Failover: " + left + now.name() + " (count: " + count + "): " + reason.clause();
            events.record("source_failover", Severity.SEVERITY_WARNING, message);
        }
        String message = "Using source: " + now.name() + " (" + now.transport() + ")";
        events.record("source_active", Severity.SEVERITY_INFO, message);
    }

    void tend(long nowNs) {
        for (SourceSlot slot : slots) {
            slot.tend(nowNs);
        }
        if (merge != null) {
            merge.tend(nowNs);
        }
    }

    /** Takes what has arrived from every source, and decides which of them feeds; answers how many packets came. */
    int receive(long nowNs) {
        if (merge != null) {
            merge.advance(nowNs);
        }
        int received = 0;
        for (int i = 0; i < slots.length; i++) {
            received += slots[i].source().receive(nowNs);
        }
        if (merge == null) {
            switchover.work(nowNs);
        }
        return received;
    }

    /** When something is to be decided although nothing arrives. */
    long dueNs() {
        long due = merge == null ? switchover.dueNs() : merge.dueNs();
        for (int i = 0; i < slots.length; i++) {
            due = Math.min(due, slots[i].source().dueNs());
        }
        return due;
    }

    /** Whether {@link #await} ends with the first packet that comes. */
    boolean wakesByPacket() {
        return slots.length == 1 && slots[0].source().wakesByPacket();
    }

    /** How long the sources may be left alone after packets came. */
    long pauseNs(long turnNs) {
        long pauseNs = slots.length == 0 ? turnNs : Long.MAX_VALUE;
        for (int i = 0; i < slots.length; i++) {
            pauseNs = Math.min(pauseNs, slots[i].source().pauseNs(turnNs));
        }
        return pauseNs;
    }

    /** Waits for packets, at most for that time. */
    void await(long nowNs, long timeoutNs) {
        int selected = Math.max(0, switchover.selected());
        if (slots.length == 1) {
            slots[0].source().await(timeoutNs);
        } else if (slots.length > 1) {
            boolean isLive = false;
            for (SourceSlot slot : slots) {
                isLive |= slot.source().isLive(nowNs, LIVE_WITHIN_NS);
            }
            slots[selected].source().await(Math.min(timeoutNs, isLive ? LIVE_SLICE_NS : STILL_SLICE_NS));
        }
    }

    /** Has the source of that name feed the outputs; answers why that cannot be, or nothing when it does. */
    String select(String name, long nowNs) {
        if (merge != null) {
            return "both sources are merged: there is nothing to switch";
        }
        for (int i = 0; i < slots.length; i++) {
            if (slots[i].name().equals(name)) {
                return switchover.select(i, nowNs)
                        ? ""
                        : "source '" + name + "' delivers less than is needed to switch to it";
            }
        }
        return "no source has the name '" + name + "'";
    }

    /** Adds the sources' rows, and answers how well the flow is fed; the outputs' faults join in. */
    Health report(FlowReport.Builder report, long nowNs, List<String> faulty) {
        if (merge != null) {
            return report(merge, report, nowNs, faulty);
        }
        int selected = Math.max(0, switchover.selected());
        var notReady = new ArrayList<String>();
        for (int i = 0; i < slots.length; i++) {
            boolean isStandby = i != selected && switchover.isWhole(i);
            report.addSources(slots[i].report(nowNs).setSelected(i == selected).setStandby(isStandby));
            if (i != selected && !isStandby && plan.isAutomatic()) {
                notReady.add("no standby: " + slots[i].name() + ": " + slots[i].standbyFault());
            }
        }
        if (slots.length > 1) {
            report.setSwitches(switchover.report());
        }
        if (slots.length == 0) {
            return Health.of(false, false, false, "", faulty);
        }
        notReady.addAll(faulty);
        SourceSlot from = slots[selected];
        boolean hasReceived = Stream.of(slots).anyMatch(SourceSlot::wasConnected);
        return Health.of(from.isConnected(), hasReceived, from.isStraying(), from.detail(), notReady);
    }

    private Health report(SourceMerge of, FlowReport.Builder report, long nowNs, List<String> faulty) {
        boolean isConnected = false;
        boolean wasConnected = false;
        boolean isStraying = false;
        var faults = new ArrayList<String>();
        for (int i = 0; i < slots.length; i++) {
            report.addSources(slots[i].report(nowNs).setSelected(true));
            isConnected |= slots[i].isConnected();
            wasConnected |= slots[i].wasConnected();
            isStraying |= slots[i].isStraying();
            if (!of.fault(i).isEmpty()) {
                faults.add("not protected: " + slots[i].name() + ": " + of.fault(i));
            }
        }
        report.setMerge(of.report());
        String detail = faults.isEmpty() ? "" : faults.getFirst();
        faults.addAll(faulty);
        return Health.of(isConnected, wasConnected, isStraying, detail, faults);
    }

    @Override
    public void close() {
        if (merge != null) {
            merge.close();
            merge = null;
        }
        for (SourceSlot slot : slots) {
            slot.close();
        }
        slots = new SourceSlot[0];
    }
}
