import type { Transport } from "../api/model";
import type { Flow, Output, Source } from "./flows";

export const MOST_SOURCES = 1;
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
  ttl: string;
  smoothingMs: string;
};

export type FlowForm = {
  name: string;
  description: string;
  startsNow: boolean;
  sources: EndForm[];
  outputs: EndForm[];
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
};
type OutputInput = EndInput & { isEnabled: boolean; ttl?: number | null; smoothingMs?: number | null };

export type FlowInput = {
  nodeId: string;
  name: string;
  description: string;
  running: boolean;
  sources: EndInput[];
  outputs: OutputInput[];
};
export type FlowUpdate = Pick<FlowInput, "name" | "description" | "sources" | "outputs"> & { id: string };

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
    ttl: "",
    smoothingMs: "",
  };
}

export function emptyFlow(): FlowForm {
  return {
    name: "",
    description: "",
    startsNow: true,
    sources: [emptyEnd("Encoder", "SRT_LISTENER")],
    outputs: [emptyEnd("Monitor", "SRT_LISTENER")],
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
    sources: flow.sources.map(endForm),
    outputs: flow.outputs.map((output) => ({
      ...endForm(output),
      isEnabled: output.isEnabled,
      ttl: text(output.ttl),
      smoothingMs: text(output.smoothingMs),
    })),
  };
}

export function createInput(form: FlowForm, nodeId: string): FlowInput {
  return { nodeId, ...flowFields(form), running: form.startsNow };
}

export function updateInput(form: FlowForm, id: string): FlowUpdate {
  return { id, ...flowFields(form) };
}

function flowFields(form: FlowForm) {
  return {
    name: form.name.trim(),
    description: form.description.trim(),
    sources: form.sources.map(endInput),
    outputs: form.outputs.map((end) => ({
      ...endInput(end),
      isEnabled: end.isEnabled,
      smoothingMs: numberOrNull(end.smoothingMs),
      ...(end.transport === "UDP" ? { ttl: numberOrNull(end.ttl) } : {}),
    })),
  };
}

function endForm(end: Source | Output): EndForm {
  return {
    ...emptyEnd(end.name, end.transport),
    description: end.description,
    encryptedAs: end.isEncrypted ? end.name : null,
    address: end.address,
    port: String(end.port),
    latencyMs: text(end.latencyMs),
    encryption: end.isEncrypted ? "KEEP" : "OFF",
    streamId: end.streamId ?? "",
    interface: end.interface ?? "",
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
  if (end.transport === "UDP") return { ...place, interface: end.interface.trim() || null };
  return { ...place, latencyMs: numberOrNull(end.latencyMs), streamId: end.streamId || null, ...secrecy(end) };
}

/** No passphrase keeps the stored one; an empty one removes it. */
function secrecy({ encryption, passphrase, encryptedAs }: EndForm): Pick<EndInput, "passphrase" | "keyLengthBytes"> {
  if (encryption === "KEEP") return {};
  if (encryption === "OFF") return encryptedAs === null ? {} : { passphrase: "" };
  return { passphrase, keyLengthBytes: Number(encryption) };
}

function text(number: number | null): string {
  return number === null ? "" : String(number);
}

function numberOrNull(typed: string): number | null {
  return typed.trim() === "" ? null : Number(typed);
}
