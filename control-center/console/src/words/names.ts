const ID = /\b(node|flow|tenant|cluster|token)_[0-9a-f]{16}\b/g;

/** People read names: puts a known name in the place of each id in a sentence, and "a flow" where none is known. */
export function withNames(sentence: string, names: ReadonlyMap<string, string>): string {
  return sentence.replace(ID, (id, kind: string) => names.get(id) ?? `a ${kind}`);
}
