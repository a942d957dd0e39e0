import { expect, test } from "vitest";
import { sentence } from "./events";

test("an event says its sentence, and without one what it is", () => {
  expect(sentence({ message: "Source in is lost", type: "source_lost" })).toBe("Source in is lost");
  expect(sentence({ message: "", type: "viewer_connect" })).toBe("Viewer connect");
});
