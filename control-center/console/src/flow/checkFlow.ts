import { isIpAddress } from "../words/address";
import { linksOf, type EndForm, type FlowForm } from "./flowForm";
import { pidsOf, type PairForm } from "./pairForm";
import { familyOf, listens } from "./transports";

/** What is wrong, in words, by the path that the API uses too: `name`, `sources[0].port`. */
export type FlowErrors = Readonly<Record<string, string>>;

const LONGEST_NAME = 200;
const LONGEST_STREAM_ID = 512;
const LONGEST_DELAY_MS = 60_000;
const LONGEST_SMOOTHING_MS = 1_000;

export function checkFlow(form: FlowForm): FlowErrors {
  const errors: Record<string, string> = {};
  if (form.name.trim() === "") errors.name = "Give the flow a name.";
  else if (form.name.length > LONGEST_NAME) errors.name = `Use at most ${LONGEST_NAME} characters.`;
  form.sources.forEach((end, at) => checkEnd(end, "source", `sources[${at}]`, form.sources, errors));
  form.outputs.forEach((end, at) => checkEnd(end, "output", `outputs[${at}]`, form.outputs, errors));
  if (form.sources.length === 2) checkPair(form, errors);
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
  const family = familyOf(end.transport);
  const isUsualPort = end.transport === "RTMP_CALLER" && end.port.trim() === "";
  if (!isUsualPort) say("port", wrongNumber(end.port, 1, 65_535, "a port"));
  const number = (field: "ttl" | "dscp" | "latencyMs" | "peerLatencyMs", least: number, most: number, what: string) => {
    if (end[field]) say(field, wrongNumber(end[field], least, most, what));
  };
  switch (family) {
    case "RTP":
      if (kind === "source") number("latencyMs", 0, 15_000, "milliseconds");
      else checkFec(end, say);
      break;
    case "UDP":
      break;
    case "RIST":
      number("latencyMs", 1, 30_000, "milliseconds");
      if (end.ristProfile === "SIMPLE" && Number(end.port) % 2 !== 0)
        say("port", "The simple profile needs an even port.");
      if (end.ristProfile === "SIMPLE" && end.encryption !== "OFF")
        say("encryption", "Only the main profile encrypts.");
      else checkSecret(end, name, 1, 127, say);
      break;
    case "SRT":
      number("latencyMs", 0, LONGEST_DELAY_MS, "milliseconds");
      number("peerLatencyMs", 0, LONGEST_DELAY_MS, "milliseconds");
      checkSecret(end, name, 10, 79, say);
      say("streamId", wrongStreamId(end.streamId, kind));
      if (linksOf(end.links).includes(null)) say("links", "Write each link as host:port.");
      break;
    case "RTMP":
      say("streamKey", wrongStreamKey(end, name));
  }
  if (kind === "output" && (family === "UDP" || family === "RTP")) {
    number("ttl", 0, 255, "hops");
    number("dscp", 0, 63, "a code point");
  }
  if (kind === "output" && end.smoothingMs)
    say("smoothingMs", wrongNumber(end.smoothingMs, 0, LONGEST_SMOOTHING_MS, "milliseconds"));
}

type Say = (field: keyof EndForm, words: string | null) => void;

function checkSecret(end: EndForm, name: string, least: number, most: number, say: Say) {
  if (end.encryption === "KEEP" && name !== end.encryptedAs)
    say("encryption", "The stored passphrase belongs to the old name: choose one and enter it anew.");
  say("passphrase", wrongPassphrase(end, least, most));
}

function checkFec({ fecColumns, fecRows, fecByRow }: EndForm, say: Say) {
  if (fecColumns === "") return;
  say("fecColumns", wrongNumber(fecColumns, fecByRow ? 4 : 1, 20, "columns"));
  say("fecRows", wrongNumber(fecRows, 4, 20, "rows"));
  if (Number(fecColumns) * Number(fecRows) > 100) say("fecColumns", "Columns times rows must be at most 100.");
}

function wrongStreamKey({ transport, streamKey, keyedAs }: EndForm, name: string): string | null {
  if (/\s/.test(streamKey)) return "A stream key has no spaces.";
  if (streamKey !== "") return null;
  if (keyedAs !== null && keyedAs !== name) return "The stored key belongs to the old name: enter it anew.";
  return transport === "RTMP_CALLER" && keyedAs === null ? "Enter the stream key." : null;
}

function checkPair({ pair }: FlowForm, errors: Record<string, string>) {
  const check = (field: keyof PairForm, least: number, most: number) => {
    const typed = pair[field];
    const wrong = typeof typed === "string" && typed ? wrongNumber(typed, least, most, "milliseconds") : null;
    if (wrong) errors[`pair.${field}`] = wrong;
  };
  if (pair.mode === "MERGE") return check("windowMs", 20, 15_000);
  check("silenceMs", 50, 60_000);
  check("holdOffMs", 0, 3_600_000);
  check("spliceWaitMs", 0, 10_000);
  check("failureSpliceWaitMs", 0, 10_000);
  const pids = pidsOf(pair.requiredPids);
  if (pids.length > 16 || pids.some((pid) => !Number.isInteger(pid) || pid < 0 || pid > 8190))
    errors["pair.requiredPids"] = "Enter at most 16 PIDs from 0 to 8190.";
}

function wrongAddress({ transport, address }: EndForm, kind: "source" | "output"): string | null {
  const typed = address.trim();
  if (typed === "") {
    if (transport.endsWith("_CALLER")) return "Enter the host that it calls.";
    return listens(kind, transport) ? null : "Enter where it sends to: a host or a multicast group.";
  }
  if (typed.includes("://")) return "Enter only the host, without a scheme such as srt://.";
  if (/\s/.test(typed)) return "A host has no spaces.";
  if (/^[^:]+:\d+$/.test(typed)) return "Enter only the host; the port has a field of its own.";
  return listens(kind, transport) && !isIpAddress(typed)
    ? "Enter an IP address, or leave this empty for all addresses."
    : null;
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

function wrongPassphrase({ encryption, passphrase }: EndForm, least: number, most: number): string | null {
  if (encryption === "OFF" || encryption === "KEEP") return null;
  const length = lengthInBytes(passphrase);
  return length >= least && length <= most ? null : `Use ${least} to ${most} characters.`;
}

/** Two ends of one flow cannot listen on one port. */
function checkLocalPorts(form: FlowForm, errors: Record<string, string>) {
  const holders = new Map<string, string>();
  const claim = (end: EndForm, path: string, listens: boolean) => {
    const key = `${familyOf(end.transport) === "RTMP" ? "tcp" : "udp"} ${end.port.trim()} ${end.address.trim()}`;
    if (!listens || end.port.trim() === "" || errors[path]) return;
    const holder = holders.get(key);
    if (holder) errors[path] = `${holder} uses this port already.`;
    else holders.set(key, end.name.trim() || "Another one");
  };
  form.sources.forEach((end, at) => claim(end, `sources[${at}].port`, listens("source", end.transport)));
  form.outputs.forEach((end, at) => claim(end, `outputs[${at}].port`, listens("output", end.transport)));
}

function lengthInBytes(typed: string): number {
  return new TextEncoder().encode(typed).length;
}
