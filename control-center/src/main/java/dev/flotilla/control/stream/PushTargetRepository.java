package dev.flotilla.control.stream;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class PushTargetRepository implements Rows<PushTargetEntity> {}
