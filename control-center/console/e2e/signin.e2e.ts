import { createHmac } from "node:crypto";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openBrowser, openPage } from "./browser";
import { openCenter, signIn, type Center } from "./center";
import { faultsOf, watch } from "./watch";

/**
 * Second factors, passkeys and the renewal of a session, with Chromium's own authenticator. Only against a running control center;
 * at the end the account is as it was. Passkeys need a name, so that the console is opened under "localhost".
 */
describe.skipIf(!process.env.FLOTILLA_CONSOLE_URL)("somebody who guards their account", () => {
  let center: Center;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];
  let secret: string;
  let step = 0;

  beforeAll(async () => {
    center = await openCenter();
    browser = await openBrowser();
    const url = center.url.replace("//127.0.0.1:", "//localhost:");
    ({ context, page } = await openPage(browser, url, { scheme: "light", width: 1440 }));
    errors = await watch(page, (message) => message.includes("401"));
    await giveAuthenticator(await context.newCDPSession(page));
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

  it("adds a passkey, which brings recovery codes", async () => {
    await signIn(page, center);
    await openSecurity();
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByLabel("Name").fill("Key of a walk");
    await page.getByLabel("Your password").fill(center.password);
    await page.getByRole("button", { name: "Add passkey" }).click();
    const codes = await page.getByRole("textbox", { name: "Recovery codes" }).innerText();
    expect(codes.split("\n")).toHaveLength(10);
    expect(await faultsOf(page, "signin-1-codes", errors)).toEqual([]);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("Key of a walk").waitFor();
    expect(await faultsOf(page, "signin-2-security", errors)).toEqual([]);
  });

  it("signs in by it alone", async () => {
    await signOut();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByRole("heading", { level: 1, name: "Fleet" }).waitFor();
  });

  it("shows it after the password", async () => {
    await signOut();
    await firstStep();
    expect(await faultsOf(page, "signin-3-second-step", errors)).toEqual([]);
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await arrive();
  });

  it("sets an app up, whose codes do, too", async () => {
    await openSecurity();
    await page.getByRole("button", { name: "Set up" }).click();
    await prove("Continue");
    await page.getByRole("img", { name: "QR code for an authenticator app" }).waitFor();
    secret = await page.getByLabel("Or type this key").innerText();
    expect(await faultsOf(page, "signin-4-app", errors)).toEqual([]);
    await page.getByLabel("Code", { exact: true }).fill(nextCode());
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByRole("button", { name: "Switch off" }).waitFor();
    await signOut();
    await firstStep();
    await page.getByLabel("Code", { exact: true }).fill("000000");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("alert").getByText("The code is wrong").waitFor();
    await page.getByLabel("Code", { exact: true }).fill(nextCode());
    await page.getByRole("button", { name: "Continue" }).click();
    await arrive();
  });

  it("stays signed in when the token ends, in two tabs at once and by one renewal", async () => {
    const renewals: number[] = [];
    context.on("response", (answer) => {
      if (answer.url().endsWith("/auth/v1/renew")) renewals.push(answer.status());
    });
    const other = await context.newPage();
    await other.goto("/fleet");
    await other.getByRole("heading", { level: 1, name: "Fleet" }).waitFor();
    await context.clearCookies({ name: "flotilla_session" });
    await Promise.all([page.goto("/security"), other.goto("/security")]);
    for (const tab of [page, other]) await tab.getByText("This one").waitFor();
    expect(renewals).toEqual([200]);
    await other.close();
  });

  it("switches all of it off again, with password and passkey", async () => {
    await page.getByRole("button", { name: "Switch off" }).click();
    await prove("Switch off", true);
    await page.getByRole("button", { name: "Set up" }).waitFor();
    await page.getByRole("button", { name: "Remove Key of a walk" }).click();
    await prove("Remove passkey");
    await page.getByText("The passkey is removed.").waitFor();
    await page.getByText("None yet.").waitFor();
    await signOut();
    await signIn(page, center);
    expect(errors).toEqual([]);
  });

  async function openSecurity() {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("button", { name: "Security" }).click();
    await page.getByRole("heading", { level: 1, name: "Security" }).waitFor();
    await page.getByText("This one").waitFor();
  }

  /** From the fleet, because whoever signs in again arrives where they left. */
  async function signOut() {
    await page.getByRole("link", { name: "Fleet", exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name: "Fleet" }).waitFor();
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  }

  async function firstStep() {
    await page.goto("/sign-in");
    await page.getByLabel("Login").fill(center.login);
    await page.getByLabel("Password").fill(center.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "One more step" }).waitFor();
  }

  /** After a password that was generated stands the question for a better one. */
  async function arrive() {
    const later = page.getByRole("button", { name: "Later" });
    const fleet = page.getByRole("heading", { level: 1, name: "Fleet" });
    await later.or(fleet).waitFor();
    if (await later.isVisible()) await later.click();
    await fleet.waitFor();
  }

  async function prove(action: string, isLast = false) {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Your password").fill(center.password);
    await dialog.getByRole("button", { name: "Use a passkey" }).click();
    await dialog.getByText("Your passkey has signed.").waitFor();
    await dialog.getByRole("button", { name: action }).click();
    if (isLast) await dialog.waitFor({ state: "detached" });
  }

  /** Of a later step each time, because each counts once. */
  function nextCode(): string {
    step = Math.max(step + 1, Math.floor(Date.now() / 30_000));
    return totp(secret, step);
  }
});

async function giveAuthenticator(devtools: CDPSession): Promise<void> {
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** What an authenticator app shows (RFC 6238). */
function totp(secret: string, step: number): string {
  const bits = [...secret].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const key = Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", key).update(counter).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
