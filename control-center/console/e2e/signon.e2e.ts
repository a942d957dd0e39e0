import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, openPage } from "./browser";
import { startMock } from "./mock/server.mjs";
import { faultsOf, watch } from "./watch";

type Mock = Awaited<ReturnType<typeof startMock>>;

/** A provider at another site, as providers are: it asks, and sends people back with a code. */
let provider: Server;
let mock: Mock;

beforeAll(async () => {
  provider = createServer((request, response) => {
    const back = new URL(request.url ?? "/", "http://localhost").searchParams.get("redirect_uri");
    response.writeHead(200, { "content-type": "text/html" });
    response.end(
      `<h1>Harbour ID</h1><a href="${back}?code=good">Anna</a> <a href="${back}?code=stranger">Stranger</a>`,
    );
  });
  await new Promise<void>((done) => provider.listen(0, "127.0.0.1", done));
  const { port } = provider.address() as AddressInfo;
  mock = await startMock({ provider: `http://localhost:${port}/authorize` });
});

afterAll(async () => {
  await mock?.close();
  await new Promise((done) => provider.close(done));
});

it("signs on at the provider of the organisation, and is refused in words", async () => {
  const browser = await openBrowser();
  const { context, page } = await openPage(browser, mock.url, { scheme: "light", width: 1440 });
  const errors = await watch(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Harbour ID" }).click();
  await page.getByRole("link", { name: "Stranger" }).click();
  await page.getByRole("alert").getByText("gives you no access here").waitFor();
  expect(await faultsOf(page, "sign-on-refused", errors)).toEqual([]);
  await page.getByRole("button", { name: "Harbour ID" }).click();
  await page.getByRole("link", { name: "Anna" }).click();
  await page.getByRole("heading", { level: 1, name: "Fleet" }).waitFor();
  await context.close();
  await browser.close();
});
