import { isIpAddress } from "../words/address";
import type { EndForm, FlowForm } from "./flowForm";

/** What is wrong, in words, by the path that the API uses too: `name`, `sources[0].port`. */
export type FlowErrors = Readonly<Record<string, string>>;

const LONGEST_NAME = 200;
const LONGEST_STREAM_ID = 512;
const LONGEST_DELAY_MS = 60_000;

export function checkFlow(form: FlowForm): FlowErrors {
  const errors: Record<string, string> = {};
  if (form.name.trim() === "") errors.name = "Give the flow a name.";
  else if (form.name.length > LONGEST_NAME) errors.name = `Use at most ${LONGEST_NAME} characters.`;
  form.sources.forEach((end, at) => checkEnd(end, "source", `sources[${at}]`, form.sources, errors));
  form.outputs.forEach((end, at) => checkEnd(end, "output", `outputs[${at}]`, form.outputs, errors));
  checkLocalPorts(form, errors);
  return errors;
}

function checkEnd(
  end: EndForm,
  kind: "source" | "output",
  path: string,
  all: readonly EndForm[],
  errors: Record<string, string>,
) {
  const say = (field: keyof EndForm, words: string | null) => {
    if (words) errors[`${path}.${field}`] = words;
  };
  const name = end.name.trim();
  if (name === "") say("name", `Give this ${kind} a name.`);
  else if (all.some((other) => other !== end && other.name.trim() === name))
    say("name", `Another ${kind} has this name too.`);
  say("address", wrongAddress(end, kind));
  say("port", wrongNumber(end.port, 1, 65_535, "a port"));
  if (end.transport === "UDP") {
    if (kind === "output" && end.ttl) say("ttl", wrongNumber(end.ttl, 0, 255, "hops"));
  } else {
    if (end.latencyMs) say("latencyMs", wrongNumber(end.latencyMs, 0, LONGEST_DELAY_MS, "milliseconds"));
    if (end.encryption === "KEEP" && name !== end.encryptedAs)
      say("encryption", "The stored passphrase belongs to the old name: choose one and enter it anew.");
    say("passphrase", wrongPassphrase(end));
    say("streamId", wrongStreamId(end.streamId, kind));
  }
  if (kind === "output" && end.smoothingMs)
    say("smoothingMs", wrongNumber(end.smoothingMs, 0, LONGEST_DELAY_MS, "milliseconds"));
}

function wrongAddress({ transport, address }: EndForm, kind: "source" | "output"): string | null {
  const typed = address.trim();
  if (typed === "") {
    if (transport === "SRT_CALLER") return "Enter the host that it calls.";
    return transport === "UDP" && kind === "output" ? "Enter where it sends to: a host or a multicast group." : null;
  }
  if (typed.includes("://")) return "Enter only the host, without a scheme such as srt://.";
  if (/\s/.test(typed)) return "A host has no spaces.";
  if (/^[^:]+:\d+$/.test(typed)) return "Enter only the host; the port has a field of its own.";
  const isLocal = transport === "SRT_LISTENER" || (transport === "UDP" && kind === "source");
  return isLocal && !isIpAddress(typed) ? "Enter an IP address, or leave this empty for all addresses." : null;
}

/** Free text without what addresses treat specially, or the standard form that starts with "#!::". */
function wrongStreamId(streamId: string, kind: "source" | "output"): string | null {
  const isStandard = streamId.startsWith("#!::");
  const free = isStandard ? streamId.slice(4) : streamId;
  if (/[\s?&#]/.test(free) || (kind === "output" && !isStandard && free.includes("/"))) {
    return `Leave out spaces and any of ? & #${kind === "output" && !isStandard ? " /" : ""}.`;
  }
  return lengthInBytes(streamId) > LONGEST_STREAM_ID ? `Use at most ${LONGEST_STREAM_ID} bytes.` : null;
}

function wrongNumber(typed: string, least: number, most: number, what: string): string | null {
  const number = Number(typed);
  const fits = /^\d+$/.test(typed.trim()) && number >= least && number <= most;
  return fits ? null : `Enter ${what} from ${least} to ${most}.`;
}

function wrongPassphrase({ encryption, passphrase }: EndForm): string | null {
  if (encryption === "OFF" || encryption === "KEEP") return null;
  const length = lengthInBytes(passphrase);
  return length >= 10 && length <= 79 ? null : "Use 10 to 79 characters.";
}

/** Two ends of one flow cannot listen on one port. */
function checkLocalPorts(form: FlowForm, errors: Record<string, string>) {
  const holders = new Map<string, string>();
  const claim = (end: EndForm, path: string, listens: boolean) => {
    const key = `${end.port.trim()} ${end.address.trim()}`;
    if (!listens || end.port.trim() === "" || errors[path]) return;
    const holder = holders.get(key);
    if (holder) errors[path] = `${holder} uses this port already.`;
    else holders.set(key, end.name.trim() || "Another one");
  };
  form.sources.forEach((end, at) => claim(end, `sources[${at}].port`, end.transport !== "SRT_CALLER"));
  form.outputs.forEach((end, at) => claim(end, `outputs[${at}].port`, end.transport === "SRT_LISTENER"));
}

function lengthInBytes(typed: string): number {
  return new TextEncoder().encode(typed).length;
}
