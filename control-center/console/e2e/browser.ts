import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
];

export type Look = { scheme: "light" | "dark"; width: 360 | 1440 };

const BOTH: readonly Look[] = [
  { scheme: "light", width: 1440 },
  { scheme: "dark", width: 360 },
];

const OTHERS: readonly Look[] = [
  { scheme: "dark", width: 1440 },
  { scheme: "light", width: 360 },
];

/** Each theme and each width once; with FLOTILLA_EVERY_LOOK each theme at each width. */
export const LOOKS: readonly Look[] = process.env.FLOTILLA_EVERY_LOOK ? [...BOTH, ...OTHERS] : BOTH;

/** The machine's own Chromium; FLOTILLA_CHROMIUM names another one. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = [process.env.FLOTILLA_CHROMIUM ?? "", ...PLACES].find((place) => place && existsSync(place));
  if (!executablePath)
    throw new Error("No Chromium found. Install it ('apt install chromium'), or name one in FLOTILLA_CHROMIUM.");
  return chromium.launch({ executablePath, args: ["--no-sandbox"], timeout: 30_000 });
}

export async function openPage(
  browser: Browser,
  url: string,
  { scheme, width }: Look,
): Promise<{ context: BrowserContext; page: Page }> {
  const isPhone = width === 360;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: isPhone ? 740 : 900 },
    colorScheme: scheme,
    hasTouch: isPhone,
    isMobile: isPhone,
    ignoreHTTPSErrors: true,
  });
  context.setDefaultTimeout(15_000);
  return { context, page: await context.newPage() };
}
