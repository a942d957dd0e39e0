// The console's backend for development and tests: the real schema over made-up nodes. `npm run mock`, then `npm run dev`.
import { startMock } from "./server.mjs";

const mock = await startMock({ port: Number(process.env.PORT ?? 18000), scenario: process.env.SCENARIO ?? "full" });
console.log(`Mock control center: ${mock.url}  login ${mock.login}  password ${mock.password}`);
