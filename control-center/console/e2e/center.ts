import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { startMock } from "./mock/server.mjs";

/** The control center under test: the one that runs at FLOTILLA_CONSOLE_URL, or a made-up one. */
export type Center = { url: string; login: string; password: string; isMock: boolean; close: () => Promise<void> };

export async function openCenter(): Promise<Center> {
  const url = process.env.FLOTILLA_CONSOLE_URL;
  if (!url) return { ...(await startMock({ mustChangePassword: true })), isMock: true };
  const file = process.env.FLOTILLA_PASSWORD_FILE;
  if (!file)
    throw new Error(
      "FLOTILLA_PASSWORD_FILE must name the file with the administrator's password, because FLOTILLA_CONSOLE_URL is set.",
    );
  const login = process.env.FLOTILLA_LOGIN ?? "admin@flotilla.local";
  return { url, login, password: readFileSync(file, "utf8").trim(), isMock: false, close: async () => {} };
}

/** Signs in by hand; leaves the question for a new password, when it is asked, for later. */
export async function signIn(page: Page, { login, password }: { login: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const later = page.getByRole("button", { name: "Later" });
  await later.or(page.getByRole("heading", { level: 1, name: "Fleet" })).waitFor();
  if (await later.isVisible()) await later.click();
  await page.getByRole("heading", { level: 1, name: "Fleet" }).waitFor();
}
