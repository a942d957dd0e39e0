package dev.flotilla.edge.mroute;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Labelled rows of metrics that read the newest report of their kind. Rows come and go with what is reported; there are
 * never more than {@value #MAX_ROWS}. One thread replaces, any thread reads.
 *
 * @param <R> what a row reports
 */
final class MeterRows<R> {
    private static final int MAX_ROWS = 2_000;

    private final MeterRegistry registry;
    private final Map<String, ToDoubleFunction<R>> gauges;
    private final Map<String, ToDoubleFunction<R>> counters;
    private final Map<Tags, Row<R>> rows = new HashMap<>();

    private static final class Row<R> {
        private final List<Meter> meters = new ArrayList<>();
        private volatile R report;

        Row(R report) {
            this.report = report;
        }
    }

    MeterRows(
            MeterRegistry registry,
            Map<String, ToDoubleFunction<R>> gauges,
            Map<String, ToDoubleFunction<R>> counters) {
        this.registry = registry;
        this.gauges = gauges;
        this.counters = counters;
    }

    void replace(Map<Tags, R> newest) {
        rows.entrySet().removeIf(entry -> {
            boolean isGone = !newest.containsKey(entry.getKey());
            if (isGone) {
                entry.getValue().meters.forEach(registry::remove);
            }
            return isGone;
        });
        newest.forEach((tags, report) -> {
            Row<R> row = rows.get(tags);
            if (row != null) {
                row.report = report;
            } else if (rows.size() < MAX_ROWS) {
                rows.put(tags, register(tags, report));
            }
        });
    }

    private Row<R> register(Tags tags, R report) {
        Row<R> row = new Row<>(report);
        gauges.forEach((name, read) -> row.meters.add(Gauge.builder(name, row, it -> read.applyAsDouble(it.report))
                .tags(tags)
                .register(registry)));
        counters.forEach(
                (name, read) -> row.meters.add(FunctionCounter.builder(name, row, it -> read.applyAsDouble(it.report))
                        .tags(tags)
                        .register(registry)));
        return row;
    }
}
