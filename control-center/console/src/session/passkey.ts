import { Refused } from "../api/failure";

/** Whether this browser has passkeys, and the address a name: digits cannot have them. */
export function hasPasskeys(): boolean {
  const isName = !/^[\d.]+$|:/.test(location.hostname.replace(/^\[|\]$/g, ""));
  return isName && typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Has an authenticator make a passkey. Options and answer are JSON text, as the control center speaks it. */
export async function makePasskey(options: string): Promise<string> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON,
  );
  return asked(publicKey.rp.id, () => navigator.credentials.create({ publicKey }));
}

/** Has a passkey sign. */
export async function askPasskey(options: object): Promise<string> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return asked(publicKey.rpId, () => navigator.credentials.get({ publicKey }));
}

async function asked(party: string | undefined, ask: () => Promise<Credential | null>): Promise<string> {
  try {
    const credential = (await ask()) as PublicKeyCredential | null;
    if (credential) return JSON.stringify(credential.toJSON());
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : "";
    if (name === "SecurityError")
      throw new Refused(`Passkeys work where the console is open under ${party ?? "its name"}.`);
    if (name === "InvalidStateError") throw new Refused("This device has a passkey of yours already.");
  }
  throw new Refused("The device gave no passkey. Try again, or choose another way.");
}
