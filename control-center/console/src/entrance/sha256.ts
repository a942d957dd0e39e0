/** SHA-256 (FIPS 180-4) of a short text, without waiting: the browser's own one answers each hash by a promise. */
const primes = (count: number, root: number): Uint32Array => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((_, i) => n % nth(i) !== 0)) found.push(n);
  function nth(i: number): number {
    return found[i] ?? 1;
  }
  return Uint32Array.from(found, (prime) => (Math.pow(prime, 1 / root) % 1) * 2 ** 32);
};

const START = primes(8, 2);
const ROUND = primes(64, 3);
const turned = (word: number, by: number) => (word >>> by) | (word << (32 - by));

export function sha256(text: string): Uint32Array {
  const bytes = new TextEncoder().encode(text);
  const blocks = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  bytes.forEach((byte, at) => blocks.setUint8(at, byte));
  blocks.setUint8(bytes.length, 0x80);
  blocks.setUint32(blocks.byteLength - 4, bytes.length * 8);
  const hash = START.slice();
  const words = new Uint32Array(64);
  for (let block = 0; block < blocks.byteLength; block += 64) {
    for (let i = 0; i < 64; i++) words[i] = i < 16 ? blocks.getUint32(block + i * 4) : spread(words, i);
    mix(hash, words);
  }
  return hash;
}

function spread(words: Uint32Array, i: number): number {
  const [a, b] = [words[i - 15] ?? 0, words[i - 2] ?? 0];
  const first = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
  const second = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
  return (words[i - 16] ?? 0) + first + (words[i - 7] ?? 0) + second;
}

function mix(hash: Uint32Array, words: Uint32Array) {
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const big = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + big + ((e & f) ^ (~e & g)) + (ROUND[i] ?? 0) + (words[i] ?? 0)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] = (hash[i] ?? 0) + word));
}
