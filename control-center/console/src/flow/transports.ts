import type { Transport } from "../api/model";

export type Kind = "source" | "output";
export type Family = "SRT" | "UDP" | "RTP" | "RIST" | "RTMP";

/** What transports have in common that share options and a kind of secret. */
export function familyOf(transport: Transport): Family {
  if (transport === "SRT_LISTENER" || transport === "SRT_CALLER") return "SRT";
  return transport === "RTMP_LISTENER" || transport === "RTMP_CALLER" ? "RTMP" : transport;
}

export const TRANSPORT_NAMES: Record<Transport, string> = {
  SRT_LISTENER: "SRT listener",
  SRT_CALLER: "SRT caller",
  RIST: "RIST",
  RTP: "RTP",
  UDP: "UDP",
  RTMP_LISTENER: "RTMP listener",
  RTMP_CALLER: "RTMP caller",
};

export const TRANSPORTS_OF: Record<Kind, readonly Transport[]> = {
  source: ["SRT_LISTENER", "SRT_CALLER", "RIST", "RTP", "UDP", "RTMP_LISTENER", "RTMP_CALLER"],
  output: ["SRT_LISTENER", "SRT_CALLER", "RIST", "RTP", "UDP", "RTMP_CALLER"],
};

/** Whether the end takes a port of the node. */
export function listens(kind: Kind, transport: Transport): boolean {
  return transport === "SRT_LISTENER" || (kind === "source" && !transport.endsWith("_CALLER"));
}

export const MEANING: Record<Kind, Record<Transport, string>> = {
  source: {
    SRT_LISTENER: "The node waits; an encoder calls it.",
    SRT_CALLER: "The node calls an encoder or another listener.",
    RIST: "The node waits for a RIST sender.",
    RTP: "The node receives on a port or from a multicast group, and repairs what is missing if wished.",
    UDP: "The node receives on a port or from a multicast group.",
    RTMP_LISTENER: "The node waits; an encoder publishes to it.",
    RTMP_CALLER: "The node plays a stream from an RTMP server.",
  },
  output: {
    SRT_LISTENER: "The node waits; players and receivers call it.",
    SRT_CALLER: "The node calls a receiver and sends to it.",
    RIST: "The node sends to a RIST receiver that waits.",
    RTP: "The node sends to an address or a multicast group, with repair packets if wished.",
    UDP: "The node sends to an address or a multicast group.",
    RTMP_LISTENER: "",
    RTMP_CALLER: "The node publishes to an RTMP server.",
  },
};

const LOCAL = { label: "Local address", example: "all addresses", isOptional: true };
const GROUP = { label: "Address or group", example: "239.10.0.1", isOptional: true };
const DESTINATION = { label: "Destination", example: "239.10.0.1", isOptional: false };

/** What the address of an end means, and an example. */
export function addressField(
  kind: Kind,
  transport: Transport,
): { label: string; example: string; isOptional: boolean } {
  if (transport === "UDP" || transport === "RTP") return kind === "source" ? GROUP : DESTINATION;
  if (listens(kind, transport)) return LOCAL;
  return {
    label: "Host",
    example: kind === "source" ? "encoder.example.net" : "receiver.example.net",
    isOptional: false,
  };
}

export const DETAILS_OF: Record<Family, string> = {
  SRT: "Latency, encryption, stream id",
  RIST: "Profile, latency, encryption",
  RTP: "Repair, interface and sending",
  UDP: "Interface and sending",
  RTMP: "Application and stream key",
};
