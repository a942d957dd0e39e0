import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { operation, run } from "../api/client";
import type { Instant } from "../api/model";

export type AuditEntry = {
  id: string;
  at: Instant;
  actorKind: "USER" | "API_TOKEN" | "OPERATOR" | "NOBODY";
  actorName: string;
  operation: string;
  targetId: string | null;
  outcome: "DONE" | "REFUSED" | "FAILED";
  detail: string | null;
  before: string | null;
  after: string | null;
  address: string | null;
};

export type AuditFilter = { actor: string; operation: string; target: string; from: string };

type Page = { edges: { node: AuditEntry }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

export const AUDIT_LOG = operation<{ auditLog: Page }, Record<string, string | number | null>>(
  `query AuditLog($first: Int!, $after: String, $actor: String, $operation: String, $target: String, $from: DateTime) {
  auditLog(first: $first, after: $after, actor: $actor, operation: $operation, target: $target, from: $from) {
    edges { node { id at actorKind actorName operation targetId outcome detail before after address } }
    pageInfo { hasNextPage endCursor }
  }
}`,
);

const SHOWN = 50;

export function useAuditLog(filter: AuditFilter) {
  const wanted = {
    actor: filter.actor.trim() || null,
    operation: filter.operation.trim() || null,
    target: filter.target.trim() || null,
    from: filter.from ? new Date(filter.from).toISOString() : null,
  };
  return useInfiniteQuery({
    queryKey: ["auditLog", wanted],
    queryFn: async ({ pageParam, signal }) =>
      (await run(AUDIT_LOG, { ...wanted, first: SHOWN, after: pageParam }, signal)).auditLog,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
    placeholderData: keepPreviousData,
  });
}

/** What differs between before and after, a line each; everything when there was nothing before. */
export function changes({ before, after }: Pick<AuditEntry, "before" | "after">): string[] {
  const old = parsed(before);
  const now = parsed(after);
  if (!before) return [];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((key) => key in now && !/At$/.test(key) && JSON.stringify(old[key]) !== JSON.stringify(now[key]))
    .map((key) => `${key}: ${shown(old[key])} → ${shown(now[key])}`);
}

function parsed(text: string | null): Record<string, unknown> {
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

function shown(value: unknown): string {
  return value == null ? "nothing" : typeof value === "string" ? `“${value}”` : JSON.stringify(value);
}
