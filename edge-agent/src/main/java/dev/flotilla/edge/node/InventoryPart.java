package dev.flotilla.edge.node;

import dev.flotilla.proto.node.v1.Inventory;

/** Knows something that belongs into the node's inventory. A bean of this type takes part by being there. */
public interface InventoryPart {
    /** May look up names and read files. */
    void addTo(Inventory.Builder inventory);
}
