package dev.flotilla.edge.foghorn.control;

import java.time.Duration;

/**
 * How many and how long.
 *
 * @param mostNodes nodes that this Foghorn knows at once, lost ones included
 * @param mostQuestions questions that wait for a decision at once
 * @param reportInterval how often nodes are to report
 * @param stale after how long without a report a node with a stream counts as lost
 * @param reconnectWindow for how long a node that announced a restart counts as it was
 * @param forgetAfter after how long a lost node is forgotten
 * @param registerDeadline until when a stream must have brought its Register
 * @param blockedDeadline for how long a node may not read
 * @param answerDeadline after how long a question is answered "unavailable"
 * @param commandDeadline after how long a command counts as not done
 */
record ControlLimits(
        int mostNodes,
        int mostQuestions,
        Duration reportInterval,
        Duration stale,
        Duration reconnectWindow,
        Duration forgetAfter,
        Duration registerDeadline,
        Duration blockedDeadline,
        Duration answerDeadline,
        Duration commandDeadline) {}
