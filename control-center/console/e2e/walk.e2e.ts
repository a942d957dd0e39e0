import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, openPage } from "./browser";
import { openCenter, signIn, type Center } from "./center";
import { faultsOf, watch } from "./watch";

/** One operator's way through the console, from the door to a stream that runs. Against a control center with at least one node. */
describe("an operator", () => {
  const flowName = `Walk ${Date.now().toString(36)}`;
  const port = 20_000 + Math.floor(Math.random() * 9_000);
  let center: Center;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    center = await openCenter();
    browser = await openBrowser();
    ({ context, page } = await openPage(browser, center.url, { scheme: "dark", width: 1440 }));
    errors = await watch(page, (message) => message.includes("401"));
  });

  // A step stands on the one before.
  let isBroken = false;
  beforeEach(({ skip, onTestFailed }) => {
    if (isBroken) skip();
    onTestFailed(() => void (isBroken = true));
  });

  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await center?.close();
  });

  it("is told in words that the password is wrong", async () => {
    await page.goto("/");
    await page.getByLabel("Login").fill(center.login);
    await page.getByLabel("Password").fill("not this one");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("alert").getByText("do not belong together").waitFor();
    expect(await faultsOf(page, "walk-1-wrong-password", errors)).toEqual([]);
  });

  it("signs in and sees the fleet", async () => {
    await signIn(page, center);
    await page.getByRole("region", { name: "Nodes" }).getByRole("listitem").first().waitFor();
    expect(await faultsOf(page, "walk-2-fleet", errors)).toEqual([]);
  });

  it("creates a bootstrap token, which is shown once, with the line to run", async () => {
    await page.getByRole("link", { name: "Add a node" }).click();
    await page.getByLabel("Description").fill("Walk of a test");
    await page.getByRole("button", { name: "Create token" }).last().click();
    await page
      .getByRole("dialog")
      .getByText(/^bt_[0-9a-f]{64}\.[0-9a-f]{64}$/)
      .waitFor();
    const line = await page.getByRole("dialog").getByLabel("Command").innerText();
    expect(line).toMatch(/^flotilla-edge enroll --center https:\/\//);
    expect(line).not.toContain("bt_");
    expect(await faultsOf(page, "walk-3-token", errors)).toEqual([]);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.locator("body").innerText()).not.toContain("bt_");
  });

  it("revokes it", async () => {
    const row = page.getByRole("listitem").filter({ hasText: "Walk of a test" }).filter({ hasText: "Active" }).first();
    await row.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("button", { name: "Revoke token" }).click();
    await page.getByText("The token is revoked.").waitFor();
  });

  it("creates a flow on a node, after being told what is missing", async () => {
    await page.getByRole("link", { name: "Fleet", exact: true }).first().click();
    await page
      .getByRole("listitem")
      .filter({ hasText: /[1-9] live/ })
      .first()
      .getByRole("link")
      .click();
    await page.getByRole("link", { name: "Create flow" }).click();
    await page.getByRole("button", { name: "Create flow" }).click();
    await page.getByText("Give the flow a name.").waitFor();
    expect(await faultsOf(page, "walk-4-flow-form-errors", errors)).toEqual([]);
    await page.getByLabel("Name").first().fill(flowName);
    await page.getByRole("group", { name: "Source Encoder" }).getByLabel("Port", { exact: true }).fill(String(port));
    await page
      .getByRole("group", { name: "Output Monitor" })
      .getByLabel("Port", { exact: true })
      .fill(String(port + 1));
    await page.getByRole("button", { name: "Create flow" }).click();
    await page.getByRole("heading", { level: 1, name: flowName }).waitFor();
    expect(await faultsOf(page, "walk-5-flow", errors)).toEqual([]);
  });

  it("stops and starts it", async () => {
    await page
      .getByText(/^(Live|Waiting)$/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped", { exact: true }).first().waitFor();
    expect(await faultsOf(page, "walk-6-flow-stopped", errors)).toEqual([]);
    await page.getByRole("button", { name: "Start" }).click();
    await page
      .getByText(/^(Live|Waiting)$/)
      .first()
      .waitFor();
  });

  it("deletes it, after being asked", async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("button", { name: "Delete flow" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete flow" }).click();
    await page.getByText(`${flowName} is deleted.`).waitFor();
    await page.getByRole("link", { name: flowName }).waitFor({ state: "detached" });
  });

  it("sees the bitrate of a running flow move by itself", async () => {
    await page
      .getByRole("listitem")
      .filter({ hasText: /Live|Degraded/ })
      .first()
      .getByRole("link")
      .click();
    const arriving = page.getByTestId("arriving");
    await expect.poll(() => arriving.innerText(), { timeout: 20_000 }).toMatch(/[\d.]+\s(?:kb|Mb|Gb)\/s/);
    const first = await arriving.innerText();
    await expect.poll(() => arriving.innerText(), { timeout: 20_000, interval: 300 }).not.toBe(first);
    await page.waitForTimeout(5_000);
    expect(await faultsOf(page, "walk-7-flow-live", errors)).toEqual([]);
  });

  it("creates a stream, whose key is shown once", async () => {
    await page.getByRole("link", { name: "Streams", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Streams" }).waitFor();
    await page.getByRole("button", { name: "Create stream" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Create stream" }).click();
    await page.getByText("Give the stream a title.").waitFor();
    await page.getByLabel("Title").fill(flowName);
    await page.getByLabel("Title").press("Enter");
    const secret = await page.getByRole("dialog").getByLabel("Stream key").innerText();
    expect(secret).toMatch(/^sk_[0-9a-f]{32}$/);
    expect(await faultsOf(page, "walk-8-stream-key", errors)).toEqual([]);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("heading", { level: 1, name: flowName }).waitFor();
    expect(await page.locator("body").innerText()).not.toContain(secret);
    expect(await faultsOf(page, "walk-9-stream", errors)).toEqual([]);
  });

  it("says who may watch it, and where it goes", async () => {
    await page.getByRole("button", { name: "Change who may watch" }).click();
    await page.getByRole("radio", { name: "Ask a webhook" }).check();
    await page.getByLabel("Address", { exact: true }).fill("https://example.org/may");
    await page.getByLabel("Secret").fill("seven quiet harbours");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Ask a webhook. ").waitFor();
    await page.getByRole("button", { name: "Add target" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Elsewhere");
    await page.getByLabel("Address", { exact: true }).fill("rtmp://live.example.org/app/s3cret");
    await page.getByRole("dialog").getByRole("button", { name: "Add target" }).click();
    await page.getByText("rtmp://live.example.org/app/…").waitFor();
    const shown = await page.locator("body").innerText();
    expect(shown).not.toContain("s3cret");
    expect(shown).not.toContain("seven quiet harbours");
    expect(await faultsOf(page, "walk-10-stream-settings", errors)).toEqual([]);
  });

  it("deletes the stream, after being asked", async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("button", { name: "Delete stream" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete stream" }).click();
    await page.getByText(`${flowName} is deleted.`).waitFor();
    await page.getByRole("link", { name: flowName }).waitFor({ state: "detached" });
  });

  it("offers a cluster to others, and invites one of them", async () => {
    await page.getByRole("link", { name: "Clusters", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Clusters" }).waitFor();
    await page
      .getByRole("button", { name: /^Terms of/ })
      .first()
      .click();
    await page.getByLabel("Who may find it").selectOption("UNLISTED");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The terms are changed.").waitFor();
    await page
      .getByRole("button", { name: /^Invite a tenant to/ })
      .first()
      .click();
    await page.getByLabel("Note").fill("Walk of a test");
    await page.getByRole("button", { name: "Create invite" }).click();
    const invite = await page.getByRole("dialog").getByLabel("Invite", { exact: true }).innerText();
    expect(invite).toMatch(/^[0-9a-f]{48}$/);
    await page.getByRole("button", { name: "Done" }).click();
    await page
      .getByRole("button", { name: /^Revoke invite/ })
      .last()
      .waitFor();
    expect(await page.locator("body").innerText()).not.toContain(invite);
    expect(await faultsOf(page, "walk-11-clusters", errors)).toEqual([]);
    await page
      .getByRole("button", { name: `Revoke invite ${invite.slice(0, 8)}` })
      .last()
      .click();
    await page.getByText("Unlisted", { exact: true }).first().waitFor();
  });

  it("sees what the clusters run, and what it may set", async () => {
    await page.getByRole("link", { name: "Releases" }).click();
    await page.getByRole("heading", { level: 1, name: "Releases" }).waitFor();
    await page.getByRole("heading", { name: "Catalogue" }).waitFor();
    await page
      .getByRole("button", { name: /^(Set|Change) target$/ })
      .first()
      .click();
    await page.getByRole("dialog").getByLabel("Nodes at once").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    expect(await faultsOf(page, "walk-releases", errors)).toEqual([]);
  });

  it("signs out, and needs to sign in again", async () => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await page.goto("/fleet");
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    expect(errors).toEqual([]);
  });
});
