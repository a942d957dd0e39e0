import type { RistProfile, SrtBonding, Transport } from "../api/model";
import type { Flow, Output, Source } from "./flows";
import { familyOf } from "./transports";
import type { PlaceInput } from "./PlaceField";
import { emptyPair, pairForm, pairInput, type PairForm, type PairInput } from "./pairForm";

export const MOST_SOURCES = 2;
export const MOST_OUTPUTS = 50;

export type Encryption = "OFF" | "KEEP" | "16" | "24" | "32";

/** One source or output as typed; numbers are text until they are sent. */
export type EndForm = {
  /** Tells rows apart while they are edited; never sent. */
  key: number;
  /** The name under which the node holds a passphrase; null for a new end or one without. */
  encryptedAs: string | null;
  name: string;
  description: string;
  isEnabled: boolean;
  transport: Transport;
  address: string;
  port: string;
  latencyMs: string;
  encryption: Encryption;
  passphrase: string;
  streamId: string;
  interface: string;
  sender: string;
  repair: boolean;
  ttl: string;
  dscp: string;
  smoothingMs: string;
  /** Columns of the matrix of repair packets; empty for none. */
  fecColumns: string;
  fecRows: string;
  fecByRow: boolean;
  ristProfile: RistProfile;
  peerLatencyMs: string;
  packetFilter: string;
  maxBandwidth: string;
  /** "host:port host:port". */
  links: string;
  bonding: SrtBonding;
  /** The name under which the node holds a stream key; null for none. */
  keyedAs: string | null;
  app: string;
  streamKey: string;
  tls: boolean;
};

export type FlowForm = {
  name: string;
  description: string;
  startsNow: boolean;
  sources: EndForm[];
  outputs: EndForm[];
  pair: PairForm;
};

type EndInput = {
  name: string;
  description: string;
  transport: Transport;
  address: string | null;
  port: number;
  latencyMs?: number | null;
  passphrase?: string;
  keyLengthBytes?: number;
  streamId?: string | null;
  interface?: string | null;
  ristProfile?: RistProfile;
  srt?: {
    peerLatencyMs: number | null;
    packetFilter: string | null;
    maxBandwidthBytesPerSecond: number | null;
    links?: { host: string; port: number }[];
    bonding?: SrtBonding;
  };
  rtmp?: { app: string | null; tls: boolean; streamKey?: string };
};
type SourceInput = EndInput & { sender?: string | null; repair?: boolean };
type OutputInput = EndInput & {
  isEnabled: boolean;
  ttl?: number | null;
  dscp?: number | null;
  smoothingMs?: number | null;
  fec?: { columns: number; rows: number; rowFec: boolean } | null;
};

export type FlowInput = {
  name: string;
  description: string;
  running: boolean;
  sources: SourceInput[];
  outputs: OutputInput[];
} & PlaceInput &
  PairInput;
export type FlowUpdate = Omit<FlowInput, "nodeId" | "clusterId" | "running"> & { id: string };

let lastKey = 0;

export function emptyEnd(name: string, transport: Transport): EndForm {
  return {
    key: ++lastKey,
    encryptedAs: null,
    name,
    description: "",
    isEnabled: true,
    transport,
    address: "",
    port: "",
    latencyMs: "",
    encryption: "OFF",
    passphrase: "",
    streamId: "",
    interface: "",
    sender: "",
    repair: false,
    ttl: "",
    dscp: "",
    smoothingMs: "",
    fecColumns: "",
    fecRows: "",
    fecByRow: false,
    ristProfile: "MAIN",
    peerLatencyMs: "",
    packetFilter: "",
    maxBandwidth: "",
    links: "",
    bonding: "BROADCAST",
    keyedAs: null,
    app: "",
    streamKey: "",
    tls: false,
  };
}

export function emptyFlow(): FlowForm {
  return {
    name: "",
    description: "",
    startsNow: true,
    sources: [emptyEnd("Encoder", "SRT_LISTENER")],
    outputs: [emptyEnd("Monitor", "SRT_LISTENER")],
    pair: emptyPair(),
  };
}

/** The end with another transport; secrets of another kind are left behind. */
export function withTransport(end: EndForm, transport: Transport): EndForm {
  if (familyOf(transport) === familyOf(end.transport)) return { ...end, transport };
  return {
    ...end,
    transport,
    encryption: "OFF",
    passphrase: "",
    streamKey: "",
    encryptedAs: null,
    keyedAs: null,
    latencyMs: "",
  };
}

/** A name that no other end in the list has: "Output 3". */
export function freeName(kind: "Source" | "Output", taken: readonly EndForm[]): string {
  let number = taken.length + 1;
  while (taken.some((end) => end.name === `${kind} ${number}`)) number++;
  return `${kind} ${number}`;
}

export function formOf(flow: Flow): FlowForm {
  return {
    name: flow.name,
    description: flow.description,
    startsNow: flow.running,
    sources: flow.sources.map((source) => ({ ...endForm(source), sender: source.sender ?? "", repair: source.repair })),
    outputs: flow.outputs.map((output) => ({
      ...endForm(output),
      isEnabled: output.isEnabled,
      ttl: text(output.ttl),
      dscp: text(output.dscp),
      smoothingMs: text(output.smoothingMs),
      fecColumns: text(output.fec?.columns),
      fecRows: text(output.fec?.rows),
      fecByRow: output.fec?.rowFec ?? false,
    })),
    pair: pairForm(flow),
  };
}

export function createInput(form: FlowForm, place: PlaceInput): FlowInput {
  return { ...place, ...flowFields(form), running: form.startsNow };
}

export function updateInput(form: FlowForm, id: string): FlowUpdate {
  return { id, ...flowFields(form) };
}

/** The links as typed; null for one that is not "host:port". */
export function linksOf(typed: string): ({ host: string; port: number } | null)[] {
  return typed
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((link) => {
      const found = /^(?:\[(.+)]|([^:]+)):(\d{1,5})$/.exec(link);
      return found ? { host: found[1] ?? found[2] ?? "", port: Number(found[3]) } : null;
    });
}

function flowFields(form: FlowForm) {
  return {
    name: form.name.trim(),
    description: form.description.trim(),
    sources: form.sources.map(sourceInput),
    outputs: form.outputs.map(outputInput),
    ...(form.sources.length === 2 ? pairInput(form.pair) : {}),
  };
}

function endForm(end: Source | Output): EndForm {
  const isRtmp = end.rtmp !== null;
  return {
    ...emptyEnd(end.name, end.transport),
    description: end.description,
    encryptedAs: end.isEncrypted && !isRtmp ? end.name : null,
    address: end.address,
    port: end.port === 0 ? "" : String(end.port),
    latencyMs: text(end.latencyMs),
    encryption: end.isEncrypted && !isRtmp ? "KEEP" : "OFF",
    streamId: end.streamId ?? "",
    interface: end.interface ?? "",
    ristProfile: end.ristProfile ?? "MAIN",
    peerLatencyMs: text(end.srt?.peerLatencyMs),
    packetFilter: end.srt?.packetFilter ?? "",
    maxBandwidth: text(end.srt?.maxBandwidthBytesPerSecond),
    links: (end.srt?.links ?? [])
      .map(({ host, port }) => `${host.includes(":") ? `[${host}]` : host}:${port}`)
      .join(" "),
    bonding: end.srt?.bonding ?? "BROADCAST",
    keyedAs: end.rtmp?.hasStreamKey ? end.name : null,
    app: end.rtmp?.app ?? "",
    tls: end.rtmp?.tls ?? false,
  };
}

function sourceInput(end: EndForm): SourceInput {
  const family = familyOf(end.transport);
  return {
    ...endInput(end),
    ...(family === "UDP" || family === "RTP" ? { sender: end.sender.trim() || null } : {}),
    ...(family === "RTP" ? { repair: end.repair, latencyMs: numberOrNull(end.latencyMs) } : {}),
  };
}

function outputInput(end: EndForm): OutputInput {
  const family = familyOf(end.transport);
  const columns = numberOrNull(end.fecColumns);
  return {
    ...endInput(end),
    isEnabled: end.isEnabled,
    smoothingMs: numberOrNull(end.smoothingMs),
    ...(family === "UDP" || family === "RTP" ? { ttl: numberOrNull(end.ttl), dscp: numberOrNull(end.dscp) } : {}),
    ...(family === "RTP"
      ? { fec: columns === null ? null : { columns, rows: Number(end.fecRows), rowFec: end.fecByRow } }
      : {}),
  };
}

/** Only what belongs to the transport is sent. */
function endInput(end: EndForm): EndInput {
  const place = {
    name: end.name.trim(),
    description: end.description.trim(),
    transport: end.transport,
    address: end.address.trim() || null,
    port: Number(end.port),
  };
  switch (familyOf(end.transport)) {
    case "UDP":
    case "RTP":
      return { ...place, interface: end.interface.trim() || null };
    case "RIST":
      return { ...place, latencyMs: numberOrNull(end.latencyMs), ristProfile: end.ristProfile, ...secrecy(end) };
    case "RTMP":
      return { ...place, rtmp: { app: end.app.trim() || null, tls: end.tls, ...streamKey(end) } };
    case "SRT":
      return {
        ...place,
        latencyMs: numberOrNull(end.latencyMs),
        streamId: end.streamId || null,
        srt: {
          peerLatencyMs: numberOrNull(end.peerLatencyMs),
          packetFilter: end.packetFilter.trim() || null,
          maxBandwidthBytesPerSecond: numberOrNull(end.maxBandwidth),
          ...links(end),
        },
        ...secrecy(end),
      };
  }
}

function links({ transport, links, bonding }: EndForm) {
  const named = transport === "SRT_CALLER" ? linksOf(links).filter((link) => link !== null) : [];
  return named.length > 0 ? { links: named, bonding } : {};
}

/** No passphrase keeps the stored one; an empty one removes it. */
function secrecy({ encryption, passphrase }: EndForm): Pick<EndInput, "passphrase" | "keyLengthBytes"> {
  if (encryption === "KEEP") return {};
  if (encryption === "OFF") return { passphrase: "" };
  return { passphrase, keyLengthBytes: Number(encryption) };
}

/** Nothing typed keeps the stored key. */
function streamKey({ streamKey, keyedAs }: EndForm): { streamKey?: string } {
  if (streamKey !== "") return { streamKey };
  return keyedAs === null ? { streamKey: "" } : {};
}

function text(number: number | null | undefined): string {
  return number === null || number === undefined ? "" : String(number);
}

function numberOrNull(typed: string): number | null {
  return typed.trim() === "" ? null : Number(typed);
}
