import type { ClipInput } from "./artifacts";

/** The form as typed; times are the browser's, as its fields give them ("2026-11-20T12:00:30"). */
export type ClipForm = {
  title: string;
  format: string;
  mode: "LAST" | "ABSOLUTE";
  seconds: string;
  from: string;
  to: string;
};

export const NEW_CLIP: ClipForm = { title: "", format: "mp4", mode: "LAST", seconds: "30", from: "", to: "" };

export type ClipErrors = Partial<Record<"title" | "seconds" | "from" | "to", string>>;

const LONGEST_S = 6 * 3600;

export function checkClip(form: ClipForm): ClipErrors {
  if (form.mode === "LAST") {
    const seconds = Number(form.seconds);
    return Number.isInteger(seconds) && seconds >= 1 && seconds <= LONGEST_S
      ? {}
      : { seconds: "Enter a number of seconds, 6 hours at the most." };
  }
  const from = Date.parse(form.from);
  const to = Date.parse(form.to);
  return {
    ...(Number.isNaN(from) ? { from: "Enter when the clip begins." } : {}),
    ...(Number.isNaN(to)
      ? { to: "Enter when the clip ends." }
      : to - from < 1000 || to - from > LONGEST_S * 1000
        ? { to: "Enter a time 1 second to 6 hours after the beginning." }
        : {}),
  };
}

export function clipInput(streamId: string, form: ClipForm): ClipInput {
  const input = { streamId, title: form.title.trim(), format: form.format, mode: form.mode };
  return form.mode === "LAST"
    ? { ...input, durationSeconds: Number(form.seconds) }
    : { ...input, startsAt: new Date(form.from).toISOString(), endsAt: new Date(form.to).toISOString() };
}
