import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const center = process.env.FLOTILLA_CENTER ?? "http://127.0.0.1:18000";

export default defineConfig({
  plugins: [react()],
  build: {
    // The browsers that know light-dark(), on which the colour tokens rest.
    target: ["chrome123", "firefox128", "safari17.5"],
    assetsInlineLimit: 0,
  },
  server: {
    proxy: Object.fromEntries(
      ["/graphql", "/auth", "/contact/v1", "/branding/v1", "/objects/v1"].map((path) => [
        path,
        { target: center, ws: path === "/graphql" },
      ]),
    ),
  },
  test: { include: ["src/**/*.test.ts"] },
});
