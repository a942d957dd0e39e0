package dev.flotilla.mist.trigger;

import java.net.InetAddress;
import java.time.Duration;

/**
 * The MistServer on whose behalf triggers are sent.
 *
 * @param instance a new one for each start; empty while it starts
 * @param name as people named it; empty when they did not
 * @param version "3.10"
 * @param attemptTimeout how long one attempt waits for an answer; 5 s in a real one
 */
public record Sender(
        String instance, String name, String version, InetAddress address, boolean isFork, Duration attemptTimeout) {}
