package dev.flotilla.edge.foghorn.poll;

/** How a polled server does, in the words of MistServer's balancer. */
public enum Monitoring {
    OFFLINE("Offline"),
    STARTING("Starting monitoring"),
    ERROR("Monitored (error)"),
    ONLINE("Monitored (online)");

    private final String text;

    Monitoring(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
