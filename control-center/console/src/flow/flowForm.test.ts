import { expect, it } from "vitest";
import { createInput, emptyEnd, emptyFlow, formOf, freeName, updateInput } from "./flowForm";
import type { Flow } from "./flows";

const FLOW: Flow = {
  id: "flow_0123456789abcdef",
  name: "Main stage",
  description: "",
  origin: "CENTER",
  running: true,
  isApplied: true,
  notApplied: null,
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
      smoothingMs: null,
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
    smoothingMs: null,
  });
  expect(sources[0]).toMatchObject({
    name: "Encoder",
    description: "Left of the stage",
    address: null,
    port: 9000,
    latencyMs: 200,
  });
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
  const { outputs } = createInput(form, "node");
  expect(outputs[0]).not.toHaveProperty("streamId");
  expect(outputs[0]).not.toHaveProperty("passphrase");
});

it("finds a name that is free", () => {
  expect(freeName("Output", [emptyEnd("Output 2", "UDP")])).toBe("Output 3");
});
