import { operation } from "./client";

/** A message of a subscription that answers `LiveMessage`. */
export type LiveMessage = {
  cursor: string;
  gap: { reason: string; missed: number | null } | null;
  event: { type: string; flowId: string | null; streamId: string | null; nodeId: string } | null;
};

export type LiveListener = {
  /** What happened, or that something did of which nothing is known. */
  readonly onMessage: (message: LiveMessage) => void;
  /** Whether somebody tells at all. */
  readonly onState: (isLive: boolean) => void;
};

const FIELD = "liveFirehose";
/** What the console listens to. */
export const LIVE = operation<
  { liveFirehose: LiveMessage },
  { after: string | null }
>(`subscription Live($after: String) {
  ${FIELD}(after: $after) { cursor gap { reason missed } event { type flowId streamId nodeId } }
}`);
const PROTOCOL = "graphql-transport-ws";
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const CANNOT_GO_ON = new Set([4400, 4406]);

/** Listens to what happens in the tenant, and after a lost connection goes on where it was. Answers how to stop. */
export function listen({ onMessage, onState }: LiveListener, open = openSocket): () => void {
  let socket: WebSocket | undefined;
  let pause = FIRST_PAUSE_MS;
  let after: string | null = null;
  let isStopped = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  function connect() {
    socket = open();
    socket.onopen = () => say({ type: "connection_init" });
    socket.onmessage = (message) => hear(JSON.parse(String(message.data)) as ServerMessage);
    socket.onclose = ({ code }) => {
      onState(false);
      if (isStopped || CANNOT_GO_ON.has(code)) return;
      again = setTimeout(connect, pause * (0.5 + Math.random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  }

  function hear(message: ServerMessage) {
    if (message.type === "connection_ack") {
      say({ id: "live", type: "subscribe", payload: { query: LIVE.text, variables: { after } } });
    } else if (message.type === "ping") {
      say({ type: "pong" });
    } else if (message.type === "next" && message.payload.data) {
      const live = message.payload.data[FIELD];
      after = live.cursor;
      pause = FIRST_PAUSE_MS;
      onState(true);
      onMessage(live);
    } else if (message.type === "error") {
      // The cursor may be of a control center that is not there any more.
      after = null;
      socket?.close();
    }
  }

  function say(message: object) {
    socket?.send(JSON.stringify(message));
  }

  connect();
  return () => {
    isStopped = true;
    clearTimeout(again);
    socket?.close();
  };
}

type ServerMessage =
  | { type: "connection_ack" | "ping" | "error" | "complete" }
  | { type: "next"; payload: { data?: { [FIELD]: LiveMessage } } };

function openSocket(): WebSocket {
  return new WebSocket(new URL("/graphql/ws", location.href.replace(/^http/, "ws")), PROTOCOL);
}
