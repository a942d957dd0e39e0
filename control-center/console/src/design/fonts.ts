import "@fontsource-variable/geist-mono/wght.css";
import "@fontsource-variable/instrument-sans/wght.css";

const PATIENCE_MS = 400;

/** Resolves when text can be laid out in its final shape, or when waiting longer would be worse than a swap. */
export function fontsReady(): Promise<unknown> {
  const loading = ['400 1em "Instrument Sans Variable"', '400 1em "Geist Mono Variable"'].map((font) =>
    document.fonts.load(font),
  );
  return Promise.race([Promise.allSettled(loading), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}
