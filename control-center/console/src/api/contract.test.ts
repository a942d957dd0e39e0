import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { CREATE_TOKEN, REVOKE_TOKEN, TOKENS } from "../enrolment/tokens";
import { EVENTS } from "../event/events";
import { CLUSTERS, FLEET } from "../fleet/nodes";
import { CREATE_FLOW, DELETE_FLOW, FLOW, START_FLOW, STOP_FLOW, UPDATE_FLOW } from "../flow/flows";
import { NODE, RENAME_NODE, REVOKE_NODE } from "../node/node";
import { CHANGE_PASSWORD, WHO_AM_I } from "../session/session";

const schema = buildSchema(
  readFileSync(new URL("../../../src/test/resources/schema.graphql", import.meta.url), "utf8"),
);

describe("every operation of the console keeps to the contract", () => {
  it.each(
    Object.entries({
      CHANGE_PASSWORD,
      CLUSTERS,
      CREATE_FLOW,
      CREATE_TOKEN,
      DELETE_FLOW,
      EVENTS,
      FLEET,
      FLOW,
      NODE,
      RENAME_NODE,
      REVOKE_NODE,
      REVOKE_TOKEN,
      START_FLOW,
      STOP_FLOW,
      TOKENS,
      UPDATE_FLOW,
      WHO_AM_I,
    }),
  )("%s", (_, { text }) => {
    expect(validate(schema, parse(text)).map((error) => error.message)).toEqual([]);
  });
});
