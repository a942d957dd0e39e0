const ID = /\b(node|flow|tenant|cluster|token|str|key|pt|kid)_[0-9a-f]{16}(?:[0-9a-f]{16})?\b/g;
const KINDS: Record<string, string> = { str: "stream", pt: "push target", kid: "signing key" };

/** People read names: puts a known name in the place of each id in a sentence, and "a flow" where none is known. */
export function withNames(sentence: string, names: ReadonlyMap<string, string>): string {
  return sentence.replace(ID, (id, kind: string) => names.get(id) ?? `a ${KINDS[kind] ?? kind}`);
}
