package dev.flotilla.control.flow;

import dev.flotilla.control.database.Rows;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class WantedNodeRepository implements Rows<WantedNodeEntity> {}
