/** What would lead a test's house to parts that are not its own, or make a program think it is the test runner. */
const notOurs = new Set([
  'DATABASE_URL',
  'LIVEKIT_URL',
  'LIVEKIT_API_KEY',
  'LIVEKIT_API_SECRET',
  'MAIL_URL',
  'HALLWAY_DATA',
  'HALLWAY_DEMO',
  'HALLWAY_KEY',
  'HALLWAY_KEY_VERSION',
  'HALLWAY_KEY_PREVIOUS',
  'HALLWAY_LINK_KEY',
  'HALLWAY_AUDIT_KEY',
  'HALLWAY_NEWEST_SEAL',
  'HALLWAY_SENT_JOURNAL',
  'METRICS_TOKEN',
  'HALLWAY_ORIGIN',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_NAME',
  'NODE_ENV',
  'VITEST',
]);

/** The environment of a house that a test starts, with what the test adds. */
export function ownEnvironment(added: Record<string, string>): NodeJS.ProcessEnv {
  const passedOn = Object.entries(process.env).filter(([name]) => !notOurs.has(name));
  return { ...Object.fromEntries(passedOn), ...added } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv;
}
