import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";

const SCREENSHOTS = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
const RAW_ID = /\b(?:node|flow|tenant|cluster|token|str|key|pt|kid)_[0-9a-f]{16}/;
const MOST_SHIFT = 0.05;

/** Counts what a page may not do, from its first moment on: log errors, and move what one is looking at. */
export async function watch(page: Page, isExpected: (message: string) => boolean = () => false) {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !isExpected(message.text())) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.addInitScript(() => {
    const seen = window as unknown as { layoutShift: number };
    seen.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
        if (!entry.hadRecentInput) seen.layoutShift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return errors;
}

/** Takes a screenshot of a screen, and says where it is not what every screen has to be; nothing when all is well. */
export async function faultsOf(page: Page, name: string, errors: readonly string[]): Promise<string[]> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true, animations: "disabled" });
  const { violations } = await new AxeBuilder({ page }).analyze();
  const shift = await page.evaluate(() => (window as unknown as { layoutShift: number }).layoutShift);
  const rawId = RAW_ID.exec(await page.locator("body").innerText());
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [
    ...violations.map(
      (one) => `${one.id}: ${one.help}, at ${one.nodes.map((node) => node.target.join(" ")).join("; ")}`,
    ),
    ...(shift > MOST_SHIFT ? [`what one looks at moves: layout shift ${shift.toFixed(3)}`] : []),
    ...(rawId ? [`people read names, not ids: ${rawId[0]}`] : []),
    ...(beyond > 0 ? [`it reaches ${beyond} px beyond the right edge`] : []),
    ...errors.map((error) => `the browser's console says: ${error}`),
  ].map((fault) => `${name}: ${fault}`);
}
