import type { PolicyInput } from "./parts";
import type { Policy, PolicyKind, Stream } from "./streams";

type Claim = { name: string; value: string };

/** The policy's form as typed. */
export type PolicyForm = {
  kind: PolicyKind;
  /** Empty for every key. */
  keyIds: readonly string[];
  audience: string;
  /** "name=value", one in each line. */
  claims: string;
  /** As they stand in the policy: what a line cannot show, such as a space at the end, stays as long as the line does. */
  keptClaims: readonly Claim[];
  url: string;
  secret: string;
  timeoutMs: string;
};

export function policyForm({ kind, signedToken, webhook }: Policy): PolicyForm {
  return {
    kind,
    keyIds: signedToken?.keyIds ?? [],
    audience: signedToken?.audience ?? "",
    claims: (signedToken?.requiredClaims ?? []).map(lineOf).join("\n"),
    keptClaims: signedToken?.requiredClaims ?? [],
    url: webhook?.url ?? "",
    secret: "",
    timeoutMs: String(webhook?.timeoutMs ?? 2000),
  };
}

export type PolicyErrors = Partial<Record<"claims" | "url" | "secret" | "timeoutMs" | "audience" | "keyIds", string>>;

export function checkPolicy(form: PolicyForm, hasSecret: boolean): PolicyErrors {
  const errors: PolicyErrors = {};
  if (form.kind === "SIGNED_TOKEN" && linesOf(form.claims).some((line) => line.trim().indexOf("=") < 1))
    errors.claims = "Write claims as name=value, one in each line.";
  if (form.kind === "WEBHOOK") {
    if (!/^https?:\/\/[^/\s]/.test(form.url.trim())) errors.url = "Enter an address that begins with https://.";
    if (form.secret === "" ? !hasSecret : form.secret.length < 16)
      errors.secret = "Enter a secret of at least 16 characters.";
    const timeout = Number(form.timeoutMs);
    if (!Number.isInteger(timeout) || timeout < 100 || timeout > 5000)
      errors.timeoutMs = "Enter a time from 100 to 5000 ms.";
  }
  return errors;
}

export function policyInput(streamId: string, form: PolicyForm): PolicyInput {
  const input: PolicyInput = { streamId, kind: form.kind };
  if (form.kind === "SIGNED_TOKEN")
    input.signedToken = {
      keyIds: [...form.keyIds],
      audience: form.audience.trim(),
      requiredClaims: linesOf(form.claims).map(
        (line) => form.keptClaims.find((claim) => lineOf(claim) === line) ?? claimOf(line),
      ),
    };
  if (form.kind === "WEBHOOK")
    input.webhook = {
      url: form.url.trim(),
      timeoutMs: Number(form.timeoutMs),
      ...(form.secret ? { secret: form.secret } : {}),
    };
  return input;
}

/** The settings' form as typed. */
export type SettingsForm = {
  title: string;
  description: string;
  mostViewers: string;
};

export function settingsForm(stream: Stream): SettingsForm {
  return {
    title: stream.title,
    description: stream.description,
    mostViewers: stream.mostViewers === null ? "" : String(stream.mostViewers),
  };
}

export type SettingsErrors = Partial<Record<keyof SettingsForm, string>>;

export function checkSettings(form: SettingsForm): SettingsErrors {
  const errors: SettingsErrors = {};
  if (form.title.trim() === "") errors.title = "Give the stream a title.";
  const most = Number(form.mostViewers || "0");
  if (!Number.isInteger(most) || most < 0 || most > 10_000_000)
    errors.mostViewers = "Enter a number of viewers, or leave this empty for no bound.";
  return errors;
}

/** A source to fetch from, as far as a page can judge it. */
export function checkSource(url: string, isNew: boolean): string | undefined {
  return (isNew || url !== "") && !/^(srt|rist|rtsp|rtmps?|https?|dtsc):\/\/[^/\s]+/.test(url.trim())
    ? "Enter an address that begins with srt://, rist://, rtsp://, rtmp://, http:// or dtsc://."
    : undefined;
}

/** An address to push to, as far as a page can judge it. */
export function checkTarget(name: string, url: string, isNew: boolean): { name?: string; url?: string } {
  return {
    ...(name.trim() === "" ? { name: "Give the push target a name." } : {}),
    ...((isNew || url !== "") && !/^(rtmps?|srt):\/\/[^/\s]+/.test(url.trim())
      ? { url: "Enter an address that begins with rtmp://, rtmps:// or srt://." }
      : {}),
  };
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

function lineOf({ name, value }: Claim): string {
  return `${name}=${value}`;
}

function claimOf(line: string): Claim {
  const at = line.indexOf("=");
  return { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
}
