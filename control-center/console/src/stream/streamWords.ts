import type { Tone } from "../design/tone";
import { counted, listed } from "../words/count";
import type { Policy, PolicyKind, Presence } from "./streams";

type Told = { isSuspended: boolean; presences: readonly Presence[] };

/** How a stream is, in a word. */
export function stateOf({ isSuspended, presences }: Told): { word: string; tone: Tone } {
  if (isSuspended) return { word: "Suspended", tone: "warn" };
  if (presences.some((presence) => presence.isSource)) return { word: "Live", tone: "live" };
  return { word: "Off air", tone: "idle" };
}

/** Where it is, in a sentence. */
export function placeOf({ isSuspended, presences }: Told): string {
  if (isSuspended) return "It is suspended: nobody may publish or watch it.";
  const sources = presences.filter((presence) => presence.isSource).map((presence) => presence.node.name);
  if (sources.length === 0) return "Nobody publishes it at the moment.";
  const others = presences.length - sources.length;
  const copies = others > 0 ? `, and sent to ${counted(others, "more node")}` : "";
  return `It is published on ${listed(sources)}${copies}.`;
}

export function viewersOf(presences: readonly Presence[]): number {
  return presences.reduce((sum, presence) => sum + Number(presence.viewers), 0);
}

export const POLICIES: Record<PolicyKind, { word: string; meaning: string }> = {
  PUBLIC: { word: "Everybody", meaning: "Whoever has the address may watch." },
  SIGNED_TOKEN: { word: "With a token", meaning: "Viewers bring a token that one of your keys has signed." },
  WEBHOOK: { word: "Ask a webhook", meaning: "A web service of yours is asked for each viewer." },
};

/** What the policy demands, as names and values. */
export function demandsOf(policy: Policy, nameOfKey: (id: string) => string): (readonly [string, string])[] {
  const { signedToken, webhook } = policy;
  if (signedToken)
    return [
      ["Signed with", signedToken.keyIds.length === 0 ? "any signing key" : listed(signedToken.keyIds.map(nameOfKey))],
      ["Audience", signedToken.audience ?? ""],
      ["Claims", listed(signedToken.requiredClaims.map(({ name, value }) => `${name} = ${value}`))],
    ];
  if (webhook)
    return [
      ["Address", webhook.url],
      ["Answers within", `${webhook.timeoutMs} ms`],
    ];
  return [];
}

/** 5400 becomes "1 h 30 min". */
export function duration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor((seconds % 86_400) / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "min"],
    [seconds % 60, "s"],
  ] as const;
  return (
    parts
      .filter(([many]) => many > 0)
      .map(([many, unit]) => `${many} ${unit}`)
      .join(" ") || "0 s"
  );
}
