import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchema, graphql } from "graphql";
import { newWorld } from "./world.mjs";
import { typeNamed, resolvers } from "./resolvers.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SITE = join(HERE, "../../../target/console");
const SCHEMA = join(HERE, "../../../../docs/reference/schema.graphql");
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const LOGIN = "admin@flotilla.local";
const PASSWORD = "harbour-lantern-drift-42";

/** Serves the console as `npm run e2e` builds it, the login and GraphQL on one port. `scenario`: "full", "empty". */
export async function startMock({ port = 0, scenario = "full", mustChangePassword = false, provider = "" } = {}) {
  const schema = buildSchema(await readFile(SCHEMA, "utf8"));
  for (const name of Object.keys(schema.getTypeMap())) typeNamed(schema, name);
  const world = newWorld(scenario, { login: LOGIN, mustChangePassword });
  const sessions = new Map();

  function newSession() {
    const [session, token] = [crypto.randomUUID(), crypto.randomUUID()];
    sessions.set(session, token);
    return [
      `flotilla_session=${session}; HttpOnly; SameSite=Strict; Path=/`,
      `flotilla_csrf=${token}; SameSite=Strict; Path=/`,
    ];
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://mock");
    const cookies = Object.fromEntries((request.headers.cookie ?? "").split("; ").map((pair) => pair.split("=")));
    const csrf = sessions.get(cookies.flotilla_session);
    const json = (status, body) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/auth/v1/challenge")
      return json(200, { challenge: "mock", work_bits: 4, is_sign_up_open: true, sign_on: "Harbour ID" });
    if (pathname === "/branding/v1/look") return json(200, world.me.tenant.branding);
    if (
      pathname === "/contact/v1/messages" ||
      pathname === "/auth/v1/password/forgot" ||
      pathname === "/auth/v1/sign-up"
    )
      return response.writeHead(202).end();
    if (pathname === "/auth/v1/external") {
      const code = searchParams.get("code");
      const back = encodeURIComponent(`http://${request.headers.host}${pathname}`);
      if (!code) return response.writeHead(302, { location: `${provider}?redirect_uri=${back}` }).end();
      if (code !== "good") return response.writeHead(303, { location: "/sign-in#sign-on-refused" }).end();
      response.setHeader("set-cookie", newSession());
      return response.writeHead(303, { location: "/" }).end();
    }
    if (pathname === "/auth/v1/login") {
      const { login, password } = await body(request);
      if (login !== LOGIN || password !== PASSWORD)
        return json(401, { detail: "Login and password do not match.", status: 401 });
      response.setHeader("set-cookie", newSession());
      return response.writeHead(204).end();
    }
    if (pathname === "/auth/v1/logout" || pathname === "/graphql") {
      if (!csrf) return json(401, { title: "Sign in first", status: 401 });
      if (request.headers["x-flotilla-csrf"] !== csrf)
        return json(403, { detail: "The CSRF header is missing or wrong.", status: 403 });
      if (pathname === "/auth/v1/logout") {
        sessions.delete(cookies.flotilla_session);
        response.setHeader("set-cookie", ["flotilla_session=; Max-Age=0; Path=/", "flotilla_csrf=; Max-Age=0; Path=/"]);
        return response.writeHead(204).end();
      }
      const { query, variables } = await body(request);
      return json(
        200,
        await graphql({ schema, source: query, variableValues: variables, rootValue: resolvers(world, PASSWORD) }),
      );
    }
    return file(pathname, response);
  });

  const listeners = listenersOf(server);
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: bound } = server.address();
  const close = () => {
    for (const listener of listeners) listener.destroy();
    return new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  };
  return { url: `http://127.0.0.1:${bound}`, login: LOGIN, password: PASSWORD, world, close };
}

/** Takes in whoever listens to live events (RFC 6455), of which there are none: the console goes on asking. */
function listenersOf(server) {
  const sockets = new Set();
  server.on("upgrade", (request, socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        `Sec-WebSocket-Accept: ${accept}\r\n` +
        `Sec-WebSocket-Protocol: ${request.headers["sec-websocket-protocol"]}\r\n\r\n`,
    );
    const acknowledged = '{"type":"connection_ack"}';
    socket.once("data", () => socket.write(Buffer.from([0x81, acknowledged.length, ...Buffer.from(acknowledged)])));
    socket.on("data", (frame) => {
      const isClose = (frame[0] & 0x0f) === 0x8;
      if (isClose) socket.end(Buffer.from([0x88, 0]));
    });
  });
  return sockets;
}

async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}");
}

/** A file of the build, or the page that routes by itself. */
async function file(pathname, response) {
  const wanted = extname(pathname) ? normalize(pathname) : "/index.html";
  try {
    const content = await readFile(join(SITE, wanted));
    response.writeHead(200, { "content-type": TYPES[extname(wanted)] ?? "application/octet-stream" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}
