const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SCALES: [number, string][] = [
  [DAY, "day"],
  [HOUR, "hour"],
  [MINUTE, "minute"],
];

/** "just now", "4 minutes ago", "in 23 hours". */
export function relative(instant: string, now: number): string {
  const distance = Date.parse(instant) - now;
  const length = span(Math.abs(distance));
  if (length === null) return "just now";
  return distance < 0 ? `${length} ago` : `in ${length}`;
}

/** "2 days", "1 hour"; null under a minute. */
export function span(milliseconds: number): string | null {
  for (const [size, name] of SCALES) {
    const many = Math.floor(milliseconds / size);
    if (many >= 1) return `${many} ${name}${many === 1 ? "" : "s"}`;
  }
  return null;
}

/** A running clock: "2 d 04:07:09" or "04:07:09". */
export function elapsed(milliseconds: number): string {
  const past = Math.max(0, milliseconds);
  const days = Math.floor(past / DAY);
  const clock = [
    Math.floor((past % DAY) / HOUR),
    Math.floor((past % HOUR) / MINUTE),
    Math.floor((past % MINUTE) / SECOND),
  ]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  return days > 0 ? `${days} d ${clock}` : clock;
}

const DATE_TIME = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

export function dateTime(instant: string): string {
  return DATE_TIME.format(new Date(instant));
}

export function date(instant: string): string {
  return DATE.format(new Date(instant));
}

export function clock(instant: string | number): string {
  return CLOCK.format(new Date(instant));
}
