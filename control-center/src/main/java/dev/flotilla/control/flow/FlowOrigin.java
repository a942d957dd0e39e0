package dev.flotilla.control.flow;

/** Who made a flow, and so who may change it. */
public enum FlowOrigin {
    /** Made here. */
    CENTER,
    /** Made on the node through its own interface; shown, not changed here. */
    NODE
}
