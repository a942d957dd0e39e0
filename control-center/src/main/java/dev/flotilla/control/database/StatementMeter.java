package dev.flotilla.control.database;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.LongAdder;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Counts the statements that the application sends to its database, those of Hibernate and those of {@link Sql}. */
@ApplicationScoped
@PersistenceUnitExtension
public class StatementMeter implements StatementInspector {
    private static final LongAdder SENT = new LongAdder();

    static void count() {
        SENT.increment();
    }

    /** How many there were since the start. */
    public static long sent() {
        return SENT.sum();
    }

    @Override
    public String inspect(String sql) {
        count();
        return sql;
    }

    void register(@Observes StartupEvent start, MeterRegistry meters) {
        FunctionCounter.builder("flotilla_control_statements", SENT, LongAdder::sum)
                .description("Statements sent to the database")
                .register(meters);
    }
}
