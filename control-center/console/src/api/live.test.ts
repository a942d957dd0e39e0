import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listen, type LiveMessage } from "./live";
import { listsOf } from "./useLive";

class FakeSocket {
  readonly said: { type: string; payload?: { variables: { after: string | null } } }[] = [];
  onopen = () => {};
  onmessage = (_: { data: string }) => {};
  onclose = (_: { code: number }) => {};

  send(text: string) {
    this.said.push(JSON.parse(text));
  }

  close() {
    this.onclose({ code: 1000 });
  }

  tell(message: object) {
    this.onmessage({ data: JSON.stringify(message) });
  }
}

function message(cursor: string, type: string | null): LiveMessage {
  return { cursor, gap: null, event: type ? { type, flowId: null, streamId: null, nodeId: "node_1" } : null };
}

describe("listening", () => {
  const sockets: FakeSocket[] = [];
  const heard: string[] = [];
  const states: boolean[] = [];
  let stop = () => {};

  beforeEach(() => {
    vi.useFakeTimers();
    sockets.length = heard.length = states.length = 0;
    stop = listen({ onMessage: ({ cursor }) => heard.push(cursor), onState: (isLive) => states.push(isLive) }, () => {
      sockets.push(new FakeSocket());
      return sockets.at(-1) as unknown as WebSocket;
    });
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it("goes on after the last cursor when the connection was lost", async () => {
    sockets[0]?.onopen();
    sockets[0]?.tell({ type: "connection_ack" });
    sockets[0]?.tell({ type: "next", payload: { data: { liveFirehose: message("c1", "test") } } });
    sockets[0]?.tell({ type: "ping" });
    expect(sockets[0]?.said.map(({ type }) => type)).toEqual(["connection_init", "subscribe", "pong"]);
    sockets[0]?.onclose({ code: 1001 });
    await vi.advanceTimersByTimeAsync(2_000);
    sockets[1]?.onopen();
    sockets[1]?.tell({ type: "connection_ack" });
    expect(sockets[1]?.said[1]?.payload?.variables.after).toBe("c1");
    expect(heard).toEqual(["c1"]);
    expect(states).toEqual([true, false]);
  });

  it("tries again, ever more seldom, and not after it was stopped", async () => {
    sockets[0]?.onclose({ code: 1006 });
    await vi.advanceTimersByTimeAsync(2_000);
    sockets[1]?.onclose({ code: 1006 });
    expect(sockets).toHaveLength(2);
    stop();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(sockets).toHaveLength(2);
  });
});

it("reads the lists again that show what happened", () => {
  expect(listsOf(message("c", "clip_lifecycle"))).toEqual(["events", "artifacts"]);
  expect(listsOf(message("c", "node_online"))).toEqual(["events"]);
  expect(listsOf(message("c", null))).toEqual([]);
  expect(listsOf({ cursor: "c", event: null, gap: { reason: "SLOW", missed: 3 } })).toContain("events");
});
