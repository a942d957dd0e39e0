/**
 * Subscriptions over WebSocket, as {@code graphql-transport-ws} has it
 * (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md), at {@code /graphql/ws} and {@code /graphql}.
 */
@NullMarked
package dev.flotilla.control.realtime.socket;

import org.jspecify.annotations.NullMarked;
