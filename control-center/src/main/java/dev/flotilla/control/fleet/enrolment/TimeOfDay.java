package dev.flotilla.control.fleet.enrolment;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in each answer what time it is, as RFC 9110 6.6.1 wants it: a node that cannot connect compares its clock with that. */
@ApplicationScoped
class TimeOfDay {
    private static final int PRIORITY = 300;
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    void install(@Observes Filters filters) {
        filters.register(
                request -> {
                    request.response().putHeader(HttpHeaders.DATE, HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
                    request.next();
                },
                PRIORITY);
    }
}
