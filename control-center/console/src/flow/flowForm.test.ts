import { expect, it } from "vitest";
import {
  createInput,
  emptyEnd,
  emptyFlow,
  formOf,
  freeName,
  linksOf,
  updateInput,
  withTransport,
  type EndForm,
} from "./flowForm";
import type { Flow } from "./flows";

const FLOW: Flow = {
  id: "flow_0123456789abcdef",
  name: "Main stage",
  description: "",
  origin: "CENTER",
  running: true,
  isApplied: true,
  notApplied: null,
  failover: null,
  merge: null,
  placement: null,
  drift: [],
  status: null,
  node: { id: "node_0123456789abcdef", name: "studio", state: "ONLINE", address: null },
  sources: [
    {
      name: "Encoder",
      description: "Left of the stage",
      transport: "SRT_LISTENER",
      address: "",
      port: 9000,
      latencyMs: 200,
      isEncrypted: true,
      streamId: null,
      interface: null,
      srt: { peerLatencyMs: null, packetFilter: "fec", maxBandwidthBytesPerSecond: null, links: [], bonding: null },
      ristProfile: null,
      rtmp: null,
      sender: null,
      repair: false,
    },
  ],
  outputs: [
    {
      name: "Group",
      description: "",
      isEnabled: false,
      transport: "UDP",
      address: "239.0.0.1",
      port: 5000,
      latencyMs: null,
      isEncrypted: false,
      streamId: null,
      interface: "eno1",
      ttl: 8,
      dscp: 34,
      smoothingMs: null,
      fec: null,
      srt: null,
      ristProfile: null,
      rtmp: null,
    },
  ],
};

it("keeps a stored passphrase by not sending one, and removes it by sending an empty one", () => {
  const form = formOf(FLOW);
  expect(updateInput(form, FLOW.id).sources[0]).not.toHaveProperty("passphrase");
  const open = { ...form, sources: form.sources.map((end) => ({ ...end, encryption: "OFF" as const })) };
  expect(updateInput(open, FLOW.id).sources[0]).toHaveProperty("passphrase", "");
});

it("sends what it read when nothing was changed", () => {
  const { outputs, sources } = updateInput(formOf(FLOW), FLOW.id);
  expect(outputs[0]).toMatchObject({
    name: "Group",
    isEnabled: false,
    address: "239.0.0.1",
    port: 5000,
    interface: "eno1",
    ttl: 8,
    dscp: 34,
    smoothingMs: null,
  });
  expect(sources[0]).toMatchObject({
    name: "Encoder",
    description: "Left of the stage",
    address: null,
    port: 9000,
    latencyMs: 200,
    srt: { packetFilter: "fec" },
  });
});

it("keeps a stored stream key by not sending one, and forgets it with the transport", () => {
  const end = { ...emptyEnd("In", "RTMP_LISTENER"), keyedAs: "In", port: "1935" };
  const sent = (form: EndForm) => createInput({ ...emptyFlow(), sources: [form] }, { nodeId: "node" }).sources[0];
  expect(sent(end)?.rtmp).toEqual({ app: null, tls: false });
  expect(sent(withTransport(withTransport(end, "SRT_LISTENER"), "RTMP_LISTENER"))?.rtmp).toHaveProperty(
    "streamKey",
    "",
  );
});

it("sends how two sources work together only when there are two", () => {
  const form = { ...emptyFlow(), pair: { ...emptyFlow().pair, mode: "MERGE" as const, windowMs: "300" } };
  expect(createInput(form, { nodeId: "node" })).not.toHaveProperty("merge");
  const two = { ...form, sources: [emptyEnd("a", "RTP"), emptyEnd("b", "RTP")] };
  expect(createInput(two, { nodeId: "node" }).merge).toEqual({ windowMs: 300, match: "SEQUENCE" });
});

it("reads bonded links as people write them", () => {
  expect(linksOf("a.example:9000, [fe80::1]:9001 nonsense")).toEqual([
    { host: "a.example", port: 9000 },
    { host: "fe80::1", port: 9001 },
    null,
  ]);
});

it("sends only what belongs to the transport", () => {
  const form = {
    ...emptyFlow(),
    outputs: [
      {
        ...emptyEnd("Out", "UDP"),
        address: "h",
        port: "1",
        streamId: "left over",
        encryption: "32" as const,
        passphrase: "left over too",
      },
    ],
  };
  const { outputs } = createInput(form, { nodeId: "node" });
  expect(outputs[0]).not.toHaveProperty("streamId");
  expect(outputs[0]).not.toHaveProperty("passphrase");
});

it("finds a name that is free", () => {
  expect(freeName("Output", [emptyEnd("Output 2", "UDP")])).toBe("Output 3");
});
