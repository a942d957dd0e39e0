import { ago } from "./world.mjs";

/** Root fields about people, their tokens and what they did. */
export function accountResolvers(world, { problem, connection }) {
  world.members ??= [
    { id: "user_0000000000000001", login: world.me.login, displayName: world.me.displayName, role: world.me.role },
    { id: "user_0000000000000002", login: "anna@example.org", displayName: "Anna Lind", role: "MEMBER" },
  ];
  world.invitations ??= [];
  world.messages ??= world.streams.length === 0 ? [] : [message(world)];
  world.apiTokens ??= [];
  const noted = (operation, targetId, before, after) =>
    world.audit.unshift(entry(world, { operation, targetId, before, after }));
  world.audit ??= [
    entry(world, {
      operation: "updateStream",
      targetId: "stream_00000000000000a1",
      before: { title: "Main" },
      after: { title: "Main stage" },
    }),
    entry(world, { operation: "deleteFlow", outcome: "REFUSED", detail: "There is no flow 'x'." }),
  ];
  world.security ??= {
    hasTotp: true,
    recoveryCodesLeft: 9,
    passkeyAddress: "https://console.example.org",
    demandsSecondFactor: false,
    passkeys: [
      { id: world.ids("passkey"), name: "Blue key", isBackedUp: false, createdAt: ago(8.64e8), lastUsedAt: ago(6e5) },
    ],
  };
  return {
    accountSecurity: () => world.security,
    sessions: () => [
      session(world, { isCurrent: true, userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0 Safari/537.36" }),
      session(world, { isConsole: false, userAgent: "deploy/1.4" }),
    ],
    members: () => world.members,
    invitations: () => world.invitations,
    mailDelivery: () => ({ isSent: false, place: "/var/lib/flotilla-control/mail" }),
    apiTokens: () => connection(world.apiTokens),
    auditLog: ({ operation }) => connection(world.audit.filter((one) => !operation || one.operation === operation)),
    inviteMember: ({ input }) => {
      if (!input.email.includes("@")) return problem("InvalidInput", "email must be an e-mail address", "email");
      const made = {
        id: world.ids("invitation"),
        email: input.email,
        role: input.role,
        createdBy: world.me.login,
        createdAt: ago(0),
        expiresAt: ago(-6.048e8),
        isExpired: false,
      };
      world.invitations.push(made);
      noted("inviteMember", made.id);
      return { __typename: "Invitation", ...made };
    },
    revokeInvitation: ({ id }) => {
      world.invitations = world.invitations.filter((one) => one.id !== id);
      return { __typename: "Deleted", id };
    },
    changeMemberRole: ({ input }) => {
      const found = world.members.find((one) => one.id === input.id);
      found.role = input.role;
      return { __typename: "Member", ...found };
    },
    removeMember: ({ id }) => {
      world.members = world.members.filter((one) => one.id !== id);
      return { __typename: "Deleted", id };
    },
    inviteOwner: ({ input }) =>
      input.email.includes("@")
        ? { __typename: "Invitation", id: world.ids("invitation") }
        : problem("InvalidInput", "email must be an e-mail address", "email"),
    resetMemberSecondFactor: ({ id }) => ({
      __typename: "ResetDone",
      id,
      login: world.members.find((one) => one.id === id).login,
    }),
    resetSecondFactor: ({ input }) => {
      const found = world.members.find((one) => one.login === input.login);
      if (!found) return problem("NotFound", `There is no account '${input.login}'.`);
      return { __typename: "ResetDone", id: found.id, login: found.login };
    },
    contactMessages: () => connection(world.messages),
    createApiToken: ({ input }) => {
      const made = {
        id: world.ids("apitoken"),
        name: input.name,
        prefix: "fl_3f9c1d",
        scopes: input.scopes,
        state: "ACTIVE",
        createdBy: world.me.login,
        createdAt: ago(0),
        expiresAt: ago(-input.lifeDays * 8.64e7),
        lastUsedAt: null,
      };
      world.apiTokens.unshift(made);
      return { __typename: "CreatedApiToken", secret: `fl_${"3f9c1d5e".repeat(5)}`, apiToken: made };
    },
    revokeApiToken: ({ id }) => {
      const found = world.apiTokens.find((one) => one.id === id);
      found.state = "REVOKED";
      return { __typename: "ApiToken", ...found };
    },
  };
}

function message(world) {
  return {
    id: world.ids("message"),
    at: ago(7.2e6),
    name: "Joana Prates",
    email: "joana@harbour.example.org",
    text: "We stream a regatta in May.\nMay we try your nodes in Lisbon for a week?",
  };
}

function session(world, { isCurrent = false, isConsole = true, userAgent }) {
  return {
    id: world.ids("session"),
    isCurrent,
    isConsole,
    signedInBy: "PASSWORD",
    createdAt: ago(3.6e6),
    lastSeenAt: ago(6e4),
    expiresAt: ago(-3.6e6),
    address: "192.0.2.7",
    userAgent,
  };
}

function entry(world, { operation, targetId = null, outcome = "DONE", detail = null, before, after }) {
  return {
    id: world.ids("audit"),
    at: ago(6e4),
    actorKind: "OPERATOR",
    actorId: null,
    actorName: world.me.login,
    operation,
    targetId,
    outcome,
    detail,
    before: before ? JSON.stringify(before) : null,
    after: after ? JSON.stringify(after) : null,
    address: "127.0.0.1",
    userAgent: null,
  };
}
