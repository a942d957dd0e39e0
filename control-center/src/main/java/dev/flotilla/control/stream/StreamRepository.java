package dev.flotilla.control.stream;

import dev.flotilla.control.database.Rows;
import dev.flotilla.control.graphql.NotFound;
import dev.flotilla.control.graphql.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class StreamRepository implements Rows<StreamEntity> {
    StreamEntity get(String id) {
        return findByIdOptional(id).orElseThrow(() -> new Refused(NotFound.of("stream", id)));
    }

    /** The stream, held until the transaction ends, so that what belongs to it changes one change at a time. */
    StreamEntity lock(String id) {
        forget();
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new Refused(NotFound.of("stream", id)));
    }
}
