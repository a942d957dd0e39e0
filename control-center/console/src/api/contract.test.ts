import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { API_TOKENS, CREATE_API_TOKEN, REVOKE_API_TOKEN } from "../account/apiTokens";
import { AUDIT_LOG } from "../account/audit";
import {
  CHANGE_ROLE,
  INVITATIONS,
  INVITE_MEMBER,
  MAIL_DELIVERY,
  MEMBERS,
  REMOVE_MEMBER,
  REVOKE_INVITATION,
} from "../account/members";
import {
  ARTIFACTS,
  CREATE_CLIP,
  DELETE_ARTIFACT,
  DOWNLOAD,
  START_RECORDING,
  STOP_RECORDING,
} from "../artifact/artifacts";
import {
  ACCEPT_INVITE,
  APPROVE,
  CLUSTER_MEMBERS,
  CREATE_INVITE,
  MARKETPLACE,
  MY_INVITES,
  MY_SUBSCRIPTIONS,
  OFFER_CLUSTER,
  OWN_CLUSTERS,
  PREFER,
  REJECT,
  REQUEST_SUBSCRIPTION,
  REVOKE_INVITE,
  ROUTES,
  SUSPEND,
  UNSUBSCRIBE,
} from "../cluster/clusters";
import { CREATE_TOKEN, REVOKE_TOKEN, TOKENS } from "../enrolment/tokens";
import { EVENTS } from "../event/events";
import { CLUSTERS, FLEET } from "../fleet/nodes";
import { CHANGE_FLOWS, FLOWS } from "../flow/allFlows";
import { CREATE_TEMPLATE, DELETE_TEMPLATE, TEMPLATES, UPDATE_TEMPLATE, USE_TEMPLATE } from "../template/templates";
import { CREATE_FLOW, DELETE_FLOW, FLOW, START_FLOW, STOP_FLOW, UPDATE_FLOW } from "../flow/flows";
import { NODE, RENAME_NODE, RETIRE_NODE, REVOKE_NODE, SET_NODE_MODE } from "../node/node";
import {
  PAUSE_ROLLOUT,
  PUBLISH_RELEASE,
  RELEASES,
  RESUME_ROLLOUT,
  ROLL_BACK,
  SET_TARGET,
  TARGETS,
  UPDATES,
  WITHDRAW_RELEASE,
} from "../release/releases";
import { CREATE_SIGNING_KEY, REVOKE_SIGNING_KEY, SIGNING_KEYS } from "../stream/signingKeys";
import {
  CREATE_KEY,
  CREATE_TARGET,
  DELETE_TARGET,
  REVOKE_KEY,
  ROTATE_KEY,
  SET_POLICY,
  UPDATE_TARGET,
} from "../stream/parts";
import { CREATE_STREAM, DELETE_STREAM, STREAM, STREAMS, UPDATE_STREAM } from "../stream/streams";
import { RESUME_TENANT, SET_GRANT, SUSPEND_TENANT, TENANTS } from "../tenant/tenants";
import { CHANGE_PASSWORD, WHO_AM_I } from "../session/session";

const schema = buildSchema(readFileSync(new URL("../../../../docs/reference/schema.graphql", import.meta.url), "utf8"));

describe("every operation of the console keeps to the contract", () => {
  it.each(
    Object.entries({
      ARTIFACTS,
      CREATE_CLIP,
      DELETE_ARTIFACT,
      DOWNLOAD,
      START_RECORDING,
      STOP_RECORDING,
      CHANGE_FLOWS,
      ACCEPT_INVITE,
      APPROVE,
      CLUSTER_MEMBERS,
      CREATE_INVITE,
      MARKETPLACE,
      MY_INVITES,
      MY_SUBSCRIPTIONS,
      OFFER_CLUSTER,
      OWN_CLUSTERS,
      PREFER,
      REJECT,
      REQUEST_SUBSCRIPTION,
      REVOKE_INVITE,
      ROUTES,
      SUSPEND,
      UNSUBSCRIBE,
      API_TOKENS,
      AUDIT_LOG,
      CHANGE_PASSWORD,
      CHANGE_ROLE,
      CREATE_API_TOKEN,
      INVITATIONS,
      INVITE_MEMBER,
      MAIL_DELIVERY,
      MEMBERS,
      REMOVE_MEMBER,
      REVOKE_API_TOKEN,
      REVOKE_INVITATION,
      CLUSTERS,
      CREATE_FLOW,
      CREATE_KEY,
      CREATE_SIGNING_KEY,
      CREATE_STREAM,
      CREATE_TARGET,
      CREATE_TEMPLATE,
      DELETE_TEMPLATE,
      TEMPLATES,
      UPDATE_TEMPLATE,
      USE_TEMPLATE,
      CREATE_TOKEN,
      DELETE_FLOW,
      DELETE_STREAM,
      DELETE_TARGET,
      EVENTS,
      FLEET,
      FLOW,
      FLOWS,
      NODE,
      PAUSE_ROLLOUT,
      PUBLISH_RELEASE,
      RELEASES,
      RESUME_ROLLOUT,
      ROLL_BACK,
      SET_TARGET,
      TARGETS,
      UPDATES,
      WITHDRAW_RELEASE,
      RENAME_NODE,
      RESUME_TENANT,
      RETIRE_NODE,
      SET_GRANT,
      SUSPEND_TENANT,
      TENANTS,
      REVOKE_KEY,
      REVOKE_NODE,
      REVOKE_SIGNING_KEY,
      REVOKE_TOKEN,
      ROTATE_KEY,
      SET_NODE_MODE,
      SET_POLICY,
      SIGNING_KEYS,
      START_FLOW,
      STREAM,
      STREAMS,
      STOP_FLOW,
      TOKENS,
      UPDATE_FLOW,
      UPDATE_STREAM,
      UPDATE_TARGET,
      WHO_AM_I,
    }),
  )("%s", (_, { text }) => {
    expect(validate(schema, parse(text)).map((error) => error.message)).toEqual([]);
  });
});
