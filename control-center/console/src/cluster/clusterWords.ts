import type { Tone } from "../design/tone";
import type { Health, Role, SubscriptionStatus, Terms, Visibility } from "./clusters";

/** How a cluster is, as a pill says it. */
export const HEALTH: Record<Health, { word: string; tone: Tone }> = {
  HEALTHY: { word: "Healthy", tone: "live" },
  DEGRADED: { word: "Degraded", tone: "warn" },
  OFFLINE: { word: "Offline", tone: "idle" },
};

export const ROLES: Record<Role, string> = {
  PREFERRED: "preferred",
  OWN: "your own",
  OFFICIAL: "of the platform",
  SUBSCRIBED: "subscribed",
};

export const VISIBILITIES: Record<Visibility, string> = {
  PUBLIC: "Public: everybody finds it",
  UNLISTED: "Unlisted: who knows its id may ask",
  PRIVATE: "Private: by invitation alone",
};

export const STATUSES: Record<SubscriptionStatus, { word: string; tone: Tone }> = {
  PENDING_APPROVAL: { word: "Asks for access", tone: "warn" },
  ACTIVE: { word: "Uses it", tone: "live" },
  SUSPENDED: { word: "Suspended", tone: "fail" },
  REJECTED: { word: "Rejected", tone: "fail" },
  ENDED: { word: "Ended", tone: "idle" },
};

/** What it costs, in words. */
export function priceOf({ pricingModel, monthlyPriceCents }: Terms): string {
  switch (pricingModel) {
    case "FREE_UNMETERED":
      return "free of charge";
    case "METERED":
      return "paid by use";
    case "MONTHLY":
      return monthlyPriceCents === null ? "paid by the month" : `€${(monthlyPriceCents / 100).toFixed(2)} a month`;
    case "CUSTOM":
      return "price on request";
    case "TIER_INHERIT":
      return "part of your tier";
  }
}

/** Cents of what somebody typed as euros; null when nothing was, NaN when it is no price. */
export function cents(euros: string): number | null {
  const text = euros.trim().replace(",", ".");
  if (text === "") return null;
  return /^\d{1,6}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : Number.NaN;
}
