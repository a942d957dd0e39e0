package dev.flotilla.natives.srt;

import java.net.InetSocketAddress;

/**
 * One link of a bonded connection.
 *
 * @param weight with {@link SrtGroupType#BACKUP}: the link of the greatest weight is preferred
 */
public record SrtLink(InetSocketAddress remote, int weight) {}
