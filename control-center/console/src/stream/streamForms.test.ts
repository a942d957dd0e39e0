import { expect, it } from "vitest";
import { checkPolicy, checkSettings, checkTarget, policyForm, policyInput, type PolicyForm } from "./streamForms";

const PUBLIC: PolicyForm = policyForm({ kind: "PUBLIC", signedToken: null, webhook: null });

it("sends only what belongs to the kind", () => {
  expect(policyInput("s", PUBLIC)).toEqual({ streamId: "s", kind: "PUBLIC" });
  expect(policyInput("s", { ...PUBLIC, kind: "SIGNED_TOKEN", claims: " plan = gold\n\nof=a=b" })).toEqual({
    streamId: "s",
    kind: "SIGNED_TOKEN",
    signedToken: {
      keyIds: [],
      audience: "",
      requiredClaims: [
        { name: "plan", value: "gold" },
        { name: "of", value: "a=b" },
      ],
    },
  });
});

it("keeps a webhook's secret by sending none", () => {
  const webhook: PolicyForm = { ...PUBLIC, kind: "WEBHOOK", url: "https://example.org/may" };
  expect(checkPolicy(webhook, true)).toEqual({});
  expect(checkPolicy(webhook, false)).toHaveProperty("secret");
  expect(policyInput("s", webhook).webhook).not.toHaveProperty("secret");
});

it("names what is wrong with a policy", () => {
  expect(checkPolicy({ ...PUBLIC, kind: "SIGNED_TOKEN", claims: "gold" }, false)).toHaveProperty("claims");
  expect(checkPolicy({ ...PUBLIC, kind: "WEBHOOK", url: "example.org", timeoutMs: "9" }, true)).toEqual(
    expect.objectContaining({ url: expect.any(String), timeoutMs: expect.any(String) }),
  );
});

it("reads back what it writes", () => {
  const requiredClaims = [{ name: "plan", value: "gold" }];
  const policy = {
    kind: "SIGNED_TOKEN" as const,
    signedToken: { keyIds: ["k"], audience: null, requiredClaims },
    webhook: null,
  };
  expect(policyInput("s", policyForm(policy)).signedToken).toEqual({ keyIds: ["k"], audience: "", requiredClaims });
});

it("gives back claims that a line can hardly hold, unless they are changed", () => {
  const requiredClaims = [
    { name: "plan", value: "gold, region=eu" },
    { name: "of=a", value: "b" },
    { name: "note", value: " spaces " },
  ];
  const form = policyForm({
    kind: "SIGNED_TOKEN",
    signedToken: { keyIds: [], audience: "tv", requiredClaims },
    webhook: null,
  });
  expect(checkPolicy(form, false)).toEqual({});
  expect(policyInput("s", { ...form, audience: "web" }).signedToken?.requiredClaims).toEqual(requiredClaims);
  const more = policyInput("s", { ...form, claims: `${form.claims}\nnew=1` }).signedToken?.requiredClaims;
  expect(more).toEqual([...requiredClaims, { name: "new", value: "1" }]);
});

it("judges settings and push targets", () => {
  expect(checkSettings({ title: " ", description: "", mostViewers: "-1" })).toHaveProperty("title");
  expect(checkSettings({ title: "a", description: "", mostViewers: "1.5" })).toHaveProperty("mostViewers");
  expect(checkSettings({ title: "a", description: "", mostViewers: "" })).toEqual({});
  expect(checkTarget("a", "https://example.org/x", true)).toHaveProperty("url");
  expect(checkTarget("a", "", false)).toEqual({});
  expect(checkTarget("a", "srt://example.org:9000", true)).toEqual({});
});
