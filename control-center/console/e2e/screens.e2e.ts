import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOOKS, openBrowser, openPage } from "./browser";
import { signIn } from "./center";
import { startMock } from "./mock/server.mjs";
import { faultsOf, watch } from "./watch";

type Mock = Awaited<ReturnType<typeof startMock>>;
/** A key screen is looked at in every look; the others once per theme and once per width. */
type Screen = { name: string; isKey?: boolean; path: (mock: Mock) => string; act?: (page: Page) => Promise<void> };

const node = (name: string) => (mock: Mock) =>
  `/fleet/nodes/${mock.world.nodes.find((one: { name: string }) => one.name === name)?.id}`;
const flow =
  (name: string, rest = "") =>
  (mock: Mock) =>
    `/fleet/flows/${mock.world.flows.find((one: { name: string }) => one.name === name)?.id}${rest}`;

const stream = (title: string) => (mock: Mock) =>
  `/streams/${mock.world.streams.find((one: { title: string }) => one.title === title)?.id}`;

const FULL: readonly Screen[] = [
  { name: "fleet", isKey: true, path: () => "/fleet" },
  { name: "fleet-no-match", path: () => "/fleet?search=nowhere" },
  { name: "node", isKey: true, path: node("studio-a") },
  { name: "node-problem", path: node("ob-van-2") },
  { name: "node-offline", path: node("harbour-3") },
  { name: "node-revoked", path: node("harbour-1") },
  { name: "node-rename", path: node("studio-a"), act: (page) => choose(page, "Rename") },
  { name: "node-revoke", path: node("studio-a"), act: (page) => choose(page, "Revoke node") },
  { name: "node-drain", path: node("studio-a"), act: (page) => choose(page, "Drain") },
  { name: "node-missing", path: () => "/fleet/nodes/none" },
  { name: "flow", isKey: true, path: flow("Main stage") },
  { name: "flow-degraded", path: flow("Finish line") },
  { name: "flow-no-source", path: flow("Backup programme") },
  { name: "flow-stopped", path: flow("Rehearsal") },
  { name: "flow-of-the-node", path: flow("Contribution Lisbon") },
  { name: "flow-delete", path: flow("Main stage"), act: (page) => choose(page, "Delete flow") },
  {
    name: "flow-edit",
    path: flow("Main stage", "/edit"),
    act: async (page) => page.getByText("Latency, encryption").first().click(),
  },
  { name: "flow-create", isKey: true, path: (mock) => `${node("studio-a")(mock)}/flows/new` },
  { name: "flows", path: () => "/flows" },
  {
    name: "flows-chosen",
    path: () => "/flows",
    act: async (page) => page.getByLabel("Select Main stage").check(),
  },
  { name: "flow-create-anywhere", path: () => "/flows/new" },
  {
    name: "flow-two-sources",
    path: () => "/flows/new",
    act: async (page) => {
      await page.getByRole("button", { name: "Add a source" }).click();
      await page.getByRole("group", { name: "Source Source 2" }).getByLabel("Transport").selectOption("RTMP_LISTENER");
    },
  },
  { name: "templates", path: () => "/flows/templates" },
  {
    name: "template-use",
    path: () => "/flows/templates",
    act: (page) => page.getByRole("button", { name: "Create a flow" }).click(),
  },
  {
    name: "template-create",
    path: () => "/flows/templates",
    act: (page) => page.getByRole("button", { name: "Create template" }).click(),
  },
  { name: "releases", path: () => "/releases" },
  {
    name: "release-target",
    path: () => "/releases",
    act: (page) => page.getByRole("button", { name: "Change target" }).first().click(),
  },
  { name: "clusters", isKey: true, path: () => "/clusters" },
  {
    name: "cluster-terms",
    path: () => "/clusters",
    act: (page) =>
      page
        .getByRole("button", { name: /^Terms of/ })
        .first()
        .click(),
  },
  {
    name: "cluster-invite",
    path: () => "/clusters",
    act: async (page) => {
      await page
        .getByRole("button", { name: /^Invite a tenant/ })
        .first()
        .click();
      await page.getByRole("button", { name: "Create invite" }).click();
      await page.getByText("It is shown only now").waitFor();
    },
  },
  {
    name: "cluster-request",
    path: () => "/clusters",
    act: (page) => page.getByRole("button", { name: "Ask for Northern lights" }).click(),
  },
  {
    name: "cluster-suspend",
    path: () => "/clusters",
    act: (page) => page.getByRole("button", { name: "Suspend access of Harbour Radio" }).click(),
  },
  { name: "settings", isKey: true, path: () => "/settings" },
  {
    name: "settings-delete",
    path: () => "/settings",
    act: (page) => page.getByRole("button", { name: "Delete organisation" }).click(),
  },
  { name: "tokens", isKey: true, path: () => "/tokens" },
  { name: "token-create", path: () => "/tokens?new" },
  {
    name: "account",
    path: () => "/fleet",
    act: async (page) => page.getByRole("button", { name: /^Account of/ }).click(),
  },
  { name: "nothing-here", path: () => "/nothing" },
];

const STREAMS: readonly Screen[] = [
  { name: "library", isKey: true, path: () => "/library" },
  {
    name: "library-upload",
    path: () => "/library",
    act: (page) => page.getByRole("button", { name: "Upload video" }).click(),
  },
  { name: "streams", isKey: true, path: () => "/streams" },
  { name: "streams-no-match", path: () => "/streams?search=nowhere" },
  { name: "stream-create", path: () => "/streams?new" },
  { name: "stream", isKey: true, path: stream("Main stage") },
  { name: "stream-signed-token", path: stream("Finish line") },
  { name: "stream-webhook", path: stream("Harbour camera") },
  { name: "stream-suspended", path: stream("Rehearsal") },
  { name: "stream-missing", path: () => "/streams/none" },
  {
    name: "stream-policy-token",
    path: stream("Finish line"),
    act: (page) => page.getByRole("button", { name: "Change who may watch" }).click(),
  },
  {
    name: "stream-policy-webhook",
    path: stream("Harbour camera"),
    act: (page) => page.getByRole("button", { name: "Change who may watch" }).click(),
  },
  {
    name: "stream-recording",
    path: stream("Main stage"),
    act: (page) => page.getByRole("button", { name: "Change recording" }).click(),
  },
  {
    name: "stream-target",
    path: stream("Main stage"),
    act: (page) => page.getByRole("button", { name: "Edit Our channel elsewhere" }).click(),
  },
  {
    name: "stream-clip",
    path: stream("Main stage"),
    act: (page) => page.getByRole("button", { name: "Create clip" }).click(),
  },
  {
    name: "stream-clip-delete",
    path: stream("Main stage"),
    act: (page) => page.getByRole("button", { name: "Delete Start of the race" }).click(),
  },
  {
    name: "stream-settings",
    path: stream("Main stage"),
    act: (page) => page.getByRole("button", { name: "Edit", exact: true }).click(),
  },
  { name: "stream-suspend", path: stream("Main stage"), act: (page) => choose(page, "Suspend stream") },
  { name: "signing-keys", isKey: true, path: () => "/streams/signing-keys" },
  {
    name: "signing-key-shown",
    path: () => "/streams/signing-keys",
    act: async (page) => {
      await page.getByRole("button", { name: "Create key" }).click();
      await page.getByLabel("Name").fill("Partner");
      await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
      await page.getByText("kept nowhere").waitFor();
    },
  },
];

const ACCOUNTS: readonly Screen[] = [
  { name: "security", isKey: true, path: () => "/security" },
  {
    name: "security-switch-off",
    path: () => "/security",
    act: async (page) => page.getByRole("button", { name: "Switch off" }).click(),
  },
  { name: "members", isKey: true, path: () => "/members" },
  {
    name: "member-invite",
    path: () => "/members",
    act: (page) => page.getByRole("button", { name: "Invite somebody" }).click(),
  },
  {
    name: "member-second-factor",
    path: () => "/members",
    act: (page) => page.getByRole("button", { name: "Reset the second factor of Anna Lind" }).click(),
  },
  { name: "api-tokens", path: () => "/api-tokens" },
  {
    name: "api-token-create",
    isKey: true,
    path: () => "/api-tokens",
    act: (page) => page.getByRole("button", { name: "Create token" }).click(),
  },
  { name: "audit", isKey: true, path: () => "/audit" },
  { name: "forgot-password", path: () => "/forgot-password" },
  { name: "sign-up", path: () => "/sign-up" },
];

const PLATFORM: readonly Screen[] = [
  { name: "tenants", path: () => "/tenants" },
  {
    name: "tenant-owner",
    path: () => "/tenants",
    act: (page) => page.getByRole("button", { name: "Invite an owner of Home" }).click(),
  },
  {
    name: "tenant-second-factor",
    path: () => "/tenants",
    act: async (page) => {
      await page.getByRole("button", { name: "Reset a second factor" }).click();
      await page.getByLabel("Login").fill("nobody@example.org");
      await page.getByRole("button", { name: "Reset", exact: true }).click();
      await page.getByText("There is no account").waitFor();
    },
  },
  { name: "messages", isKey: true, path: () => "/messages" },
];

const EMPTY: readonly Screen[] = [
  { name: "empty-fleet", path: () => "/fleet" },
  { name: "empty-streams", path: () => "/streams" },
  { name: "empty-signing-keys", path: () => "/streams/signing-keys" },
  { name: "empty-messages", path: () => "/messages" },
  { name: "empty-tokens", path: () => "/tokens" },
];

/** The screens in both themes and at both widths: full, empty, and while the control center is away. */
describe.each(LOOKS)("in $scheme at $width px", (look) => {
  const isThorough = (look.scheme === "light") === (look.width === 1440);
  const suffix = `${look.scheme}-${look.width}`;
  let browser: Browser;

  beforeAll(async () => void (browser = await openBrowser()));
  afterAll(async () => void (await browser?.close()));

  async function walk(mock: Mock, screens: readonly Screen[]) {
    const { context, page } = await openPage(browser, mock.url, look);
    const errors = await watch(page);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
    const faults = await faultsOf(page, `sign-in-${suffix}`, errors);
    await signIn(page, mock);
    for (const screen of screens) {
      await page.goto(screen.path(mock));
      await page.getByRole("heading", { level: 1 }).or(page.getByRole("dialog")).first().waitFor();
      await page
        .getByText(/^Loading/)
        .first()
        .waitFor({ state: "detached" });
      await screen.act?.(page);
      faults.push(...(await faultsOf(page, `${screen.name}-${suffix}`, errors.splice(0))));
    }
    await context.close();
    expect(faults).toEqual([]);
  }

  it("shows a full fleet", async () => {
    const mock = await startMock({ scenario: "full" });
    await walk(mock, isThorough ? FULL : FULL.filter((screen) => screen.isKey)).finally(mock.close);
  });

  it("shows streams", async () => {
    const mock = await startMock({ scenario: "full" });
    await walk(mock, isThorough ? STREAMS : STREAMS.filter((screen) => screen.isKey)).finally(mock.close);
  });

  it("shows people, their tokens and what they did", async () => {
    const mock = await startMock({ scenario: "full" });
    await walk(mock, isThorough ? ACCOUNTS : ACCOUNTS.filter((screen) => screen.isKey)).finally(mock.close);
  });

  it("shows the platform's operator all tenants, and what strangers wrote", async () => {
    const mock = await startMock({ scenario: "full" });
    await walk(mock, isThorough ? PLATFORM : PLATFORM.filter((screen) => screen.isKey)).finally(mock.close);
  });

  it("says what to do when there is nothing yet", async () => {
    const mock = await startMock({ scenario: "empty" });
    await walk(mock, EMPTY).finally(mock.close);
  });

  it("keeps what it knows, and says so, while the control center is away", async () => {
    const mock = await startMock({ scenario: "full" });
    const { context, page } = await openPage(browser, mock.url, look);
    const errors = await watch(page, (message) => message.includes("Failed to load resource"));
    await signIn(page, mock);
    await page.route("**/graphql", (route) => route.fulfill({ status: 503 }));
    await page.getByText("The control center does not answer.").waitFor();
    expect(await faultsOf(page, `away-${suffix}`, errors)).toEqual([]);
    await page.unroute("**/graphql");
    await page.getByText("The control center does not answer.").waitFor({ state: "hidden" });
    await page.route("**/graphql", (route) => route.fulfill({ status: 503 }));
    await page.reload();
    await page.getByText("The control center cannot be reached.").waitFor();
    expect(await faultsOf(page, `unreachable-${suffix}`, errors)).toEqual([]);
    await context.close();
    await mock.close();
  });

  it("offers to replace the generated password", async () => {
    const mock = await startMock({ mustChangePassword: true });
    const { context, page } = await openPage(browser, mock.url, look);
    const errors = await watch(page);
    await page.goto("/sign-in");
    await page.getByLabel("Login").fill(mock.login);
    await page.getByLabel("Password").fill(mock.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Choose your own password" }).waitFor();
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Change password" }).click();
    expect(await faultsOf(page, `first-password-${suffix}`, errors)).toEqual([]);
    await page.getByLabel("New password", { exact: true }).fill("seven quiet harbours");
    await page.getByLabel("New password, once more").fill("seven quiet harbours");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByRole("heading", { level: 1, name: "Fleet" }).waitFor();
    await context.close();
    await mock.close();
  });
});

async function choose(page: Page, action: string) {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("button", { name: action }).click();
}
