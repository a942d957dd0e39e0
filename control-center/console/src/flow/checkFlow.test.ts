import { describe, expect, it } from "vitest";
import { checkFlow } from "./checkFlow";
import { emptyEnd, emptyFlow, type EndForm, type FlowForm } from "./flowForm";

function flow(change: Partial<FlowForm> = {}): FlowForm {
  const fresh = emptyFlow();
  const [source, output] = [
    { ...fresh.sources[0]!, port: "9000" },
    { ...fresh.outputs[0]!, port: "9001" },
  ];
  return { ...fresh, name: "Main stage", sources: [source], outputs: [output], ...change };
}
const output = (change: Partial<EndForm>): EndForm => ({
  ...emptyEnd("Out", "SRT_CALLER"),
  address: "host.example",
  port: "7000",
  ...change,
});
const wrong = (change: Partial<EndForm>) => checkFlow(flow({ outputs: [output(change)] }));

it("has nothing to say about a complete flow", () => {
  expect(checkFlow(flow())).toEqual({});
});

it("asks for a name, and for ports within range", () => {
  const errors = checkFlow(flow({ name: " ", outputs: [output({ port: "70000" })] }));
  expect(Object.keys(errors)).toEqual(["name", "outputs[0].port"]);
});

it("tells two ends with one name, and two listeners on one port", () => {
  const errors = checkFlow(
    flow({
      outputs: [output({ name: "A", transport: "SRT_LISTENER", address: "", port: "9000" }), output({ name: "A" })],
    }),
  );
  expect(errors["outputs[1].name"]).toMatch(/Another output/);
  expect(errors["outputs[0].port"]).toBe("Encoder uses this port already.");
});

describe("an address", () => {
  it.each([
    ["", /Enter the host/],
    ["srt://host", /without a scheme/],
    ["host:9000", /field of its own/],
    ["my host", /no spaces/],
  ])("'%s' is refused", (address, words) => {
    expect(wrong({ address })["outputs[0].address"]).toMatch(words);
  });

  it.each(["host.example", "10.0.0.1", "fe80::1"])("'%s' is fine", (address) => {
    expect(wrong({ address })).toEqual({});
  });
});

it("lets only IP addresses of the node be listened on", () => {
  expect(wrong({ transport: "SRT_LISTENER", address: "studio.local" })["outputs[0].address"]).toMatch(/IP address/);
  expect(wrong({ transport: "SRT_LISTENER", address: "10.0.0.300" })["outputs[0].address"]).toMatch(/IP address/);
  expect(wrong({ transport: "SRT_LISTENER", address: "::1" })).toEqual({});
});

it("refuses stream ids that addresses cannot carry", () => {
  expect(wrong({ streamId: "live/one" })["outputs[0].streamId"]).toMatch(/Leave out/);
  expect(wrong({ streamId: "#!::r=live/one,m=publish" })).toEqual({});
});

describe("a passphrase", () => {
  it("has 10 to 79 bytes", () => {
    expect(wrong({ encryption: "32", passphrase: "short" })).toHaveProperty(["outputs[0].passphrase"]);
    expect(wrong({ encryption: "32", passphrase: "ünfzehn-bytes" })).toEqual({});
  });

  it("that is stored belongs to the name under which it was stored", () => {
    expect(wrong({ encryption: "KEEP", encryptedAs: "Out" })).toEqual({});
    expect(wrong({ encryption: "KEEP", encryptedAs: "Before" })["outputs[0].encryption"]).toMatch(/old name/);
  });
});

it("knows what RIST and RTMP need", () => {
  expect(wrong({ transport: "RIST", ristProfile: "SIMPLE", port: "7001" })["outputs[0].port"]).toMatch(/even/);
  expect(wrong({ transport: "RTMP_CALLER", port: "" })).toEqual({ "outputs[0].streamKey": "Enter the stream key." });
  expect(wrong({ transport: "RTP", fecColumns: "12", fecRows: "12" })["outputs[0].fecColumns"]).toMatch(/at most 100/);
});
