import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, openPage } from "./browser";
import { openCenter, signIn, type Center } from "./center";
import { newVideo } from "./video";
import { faultsOf, watch } from "./watch";

/** Videos, fetched streams, settings and the operator's own pages. Only against a running control center, which is left as it was. */
describe.skipIf(!process.env.FLOTILLA_CONSOLE_URL)("an operator who sets things up", () => {
  const name = `Set up ${Date.now().toString(36)}`;
  const guest = `owner-${Date.now().toString(36)}@example.org`;
  let center: Center;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    center = await openCenter();
    browser = await openBrowser();
    ({ context, page } = await openPage(browser, center.url, { scheme: "light", width: 1440 }));
    errors = await watch(page, (message) => message.includes("401"));
    await signIn(page, center);
  });

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

  it("uploads a video, which becomes ready", async () => {
    await go("Library");
    await page.getByRole("button", { name: "Upload video" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Upload", exact: true }).click();
    await dialog.getByText("Choose a file.").waitFor();
    await dialog
      .getByLabel("File")
      .setInputFiles({ name: "walk.webm", mimeType: "video/webm", buffer: await newVideo(page) });
    await dialog.getByLabel("Title").fill(name);
    await dialog.getByRole("button", { name: "Upload", exact: true }).click();
    await page.getByText(`${name} is uploaded, and looked at now.`).waitFor();
    const row = page.getByRole("listitem").filter({ hasText: name });
    await row.getByText("Ready", { exact: true }).waitFor({ timeout: 30_000 });
    await row.getByText("In the object storage").waitFor();
    expect(await faultsOf(page, "organisation-1-library", errors)).toEqual([]);
  });

  it("deletes it, after being asked", async () => {
    await page.getByRole("button", { name: `Delete ${name}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete video" }).click();
    await page.getByText(`${name} is deleted.`).waitFor();
    await page.getByRole("listitem").filter({ hasText: name }).waitFor({ state: "detached" });
  });

  it("has a stream fetched from elsewhere, and switches that off", async () => {
    await go("Streams");
    await page.getByRole("button", { name: "Create stream" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Title").fill(name);
    await dialog.getByRole("radio", { name: "Fetched from elsewhere" }).check();
    await dialog.getByLabel("Source", { exact: true }).fill("srt://camera.example.org:9000?streamid=s3cret");
    await dialog.getByRole("button", { name: "Create stream" }).click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.getByText("srt://camera.example.org:9000/…").waitFor();
    await page.getByRole("button", { name: "Edit source" }).click();
    await page.getByLabel("Switched on").uncheck();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("It is switched off").waitFor();
    expect(await page.locator("body").innerText()).not.toContain("s3cret");
    expect(await faultsOf(page, "organisation-2-fetched-stream", errors)).toEqual([]);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("button", { name: "Delete stream" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete stream" }).click();
    await page.getByText(`${name} is deleted.`).waitFor();
  });

  it("gives the organisation another name and another colour", async () => {
    await go("Settings");
    const field = page.getByRole("region", { name: "Name" }).getByLabel("Name", { exact: true });
    const old = await field.inputValue();
    await saveName(name);
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe(name);
    await saveName(old);
    const colour = page.getByLabel("Colour of buttons");
    const oldColour = await colour.inputValue();
    const plain = await colourOfButtons();
    await colour.fill("violet");
    await page.getByText("Write it as #0b5fff.").waitFor();
    const newColour = oldColour === "#7a1fa2" ? "#0b5fff" : "#7a1fa2";
    await saveColour(newColour);
    await page.reload();
    await expect.poll(() => colour.inputValue()).toBe(newColour);
    await expect.poll(() => colourOfButtons()).not.toBe(plain);
    expect(await faultsOf(page, "organisation-3-settings", errors)).toEqual([]);
    await saveColour(oldColour);
    await expect.poll(() => colourOfButtons()).toBe(plain);

    async function saveName(name: string) {
      await field.fill(name);
      await saved(page, "updateTenant", "Save name");
    }
    async function saveColour(name: string) {
      await colour.fill(name);
      await saved(page, "setBranding", "Save look");
    }
  });

  it("hands a tenant to somebody, and takes that back", async () => {
    await go("Tenants");
    await page
      .getByRole("button", { name: /^Invite an owner of/ })
      .first()
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "Invite" }).click();
    await page.getByText("Enter the person's address.").waitFor();
    await page.getByLabel("E-mail address").fill(guest);
    await page.getByRole("dialog").getByRole("button", { name: "Invite" }).click();
    await page.getByText("The invitation is on its way.").waitFor();
    await page.getByRole("button", { name: "Reset a second factor" }).click();
    await page.getByLabel("Login").fill(guest);
    await page.getByRole("dialog").getByRole("button", { name: "Reset", exact: true }).click();
    await page.getByRole("dialog").getByText(guest).waitFor();
    expect(await faultsOf(page, "organisation-4-tenants", errors)).toEqual([]);
    await page.getByRole("button", { name: "Cancel" }).click();
    await go("Members");
    await page.getByRole("button", { name: `Revoke invitation of ${guest}` }).click();
    await page.getByText(guest).waitFor({ state: "detached" });
  });

  it("reads what a stranger wrote", async () => {
    await page.goto("/contact");
    await page.getByLabel("Your name").fill(name);
    await page.getByLabel("E-mail address").fill(guest);
    await page.getByLabel("Message").fill("May we try your nodes for a week?");
    await page.getByRole("button", { name: "Send the message" }).click();
    await page.getByRole("heading", { name: "Thank you" }).waitFor();
    await page.goto("/fleet");
    await go("Messages");
    await page.getByRole("listitem").filter({ hasText: name }).getByRole("link", { name: guest }).waitFor();
    expect(await faultsOf(page, "organisation-5-messages", errors)).toEqual([]);
    expect(errors).toEqual([]);
  });

  async function go(place: string) {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: place, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: place }).waitFor();
  }

  function colourOfButtons(): Promise<string> {
    return page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--solid"));
  }
});

/** Presses a button and waits for the answer of the change that it makes. */
async function saved(page: Page, mutation: string, button: string): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().postData()?.includes(mutation) ?? false);
  await page.getByRole("button", { name: button }).click();
  expect(await (await answer).text()).toContain('"Tenant"');
}
