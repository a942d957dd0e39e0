import type { FailoverReturn, MergeMatch } from "../api/model";
import type { Failover, Flow, Merge } from "./flows";

/** How two sources work together, as typed. */
export type PairForm = {
  mode: "FAILOVER" | "MERGE";
  silenceMs: string;
  returnPolicy: FailoverReturn;
  holdOffMs: string;
  requiredPids: string;
  spliceWaitMs: string;
  failureSpliceWaitMs: string;
  byHandOnly: boolean;
  windowMs: string;
  match: MergeMatch;
};

/** One of both. */
export type PairInput = { failover?: Partial<Failover>; merge?: Partial<Merge> };

export function emptyPair(): PairForm {
  return {
    mode: "FAILOVER",
    silenceMs: "",
    returnPolicy: "AT_ONCE",
    holdOffMs: "",
    requiredPids: "",
    spliceWaitMs: "",
    failureSpliceWaitMs: "",
    byHandOnly: false,
    windowMs: "",
    match: "SEQUENCE",
  };
}

export function pairForm({ failover, merge }: Pick<Flow, "failover" | "merge">): PairForm {
  const form = emptyPair();
  if (merge) return { ...form, mode: "MERGE", windowMs: text(merge.windowMs), match: merge.match };
  if (!failover) return form;
  return {
    ...form,
    silenceMs: text(failover.silenceMs),
    returnPolicy: failover.returnPolicy,
    holdOffMs: failover.holdOffMs === 0 ? "" : String(failover.holdOffMs),
    requiredPids: failover.requiredPids.join(" "),
    spliceWaitMs: text(failover.spliceWaitMs),
    failureSpliceWaitMs: text(failover.failureSpliceWaitMs),
    byHandOnly: failover.byHandOnly,
  };
}

export function pairInput(form: PairForm): PairInput {
  if (form.mode === "MERGE") return { merge: { windowMs: number(form.windowMs), match: form.match } };
  return {
    failover: {
      silenceMs: number(form.silenceMs),
      returnPolicy: form.returnPolicy,
      holdOffMs: form.returnPolicy === "AFTER_HOLD_OFF" ? (number(form.holdOffMs) ?? 0) : 0,
      requiredPids: pidsOf(form.requiredPids),
      spliceWaitMs: number(form.spliceWaitMs),
      failureSpliceWaitMs: number(form.failureSpliceWaitMs),
      byHandOnly: form.byHandOnly,
    },
  };
}

export function pidsOf(typed: string): number[] {
  return typed
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
}

function text(value: number | null): string {
  return value === null ? "" : String(value);
}

function number(typed: string): number | null {
  return typed.trim() === "" ? null : Number(typed);
}
