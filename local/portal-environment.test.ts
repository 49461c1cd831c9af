import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../app/http/config.server.ts';
import { portalEnvironment, type Surroundings } from './portal-environment.ts';
import { asRole } from './postgres/owner-database.ts';
import { writeSecrets } from './secrets.ts';

const secrets = {
  installation: '0123abcd',
  key: Buffer.alloc(32).toString('base64'),
  linkKey: Buffer.alloc(32, 2).toString('base64'),
  auditKey: Buffer.alloc(32, 1).toString('base64'),
  sessionSecret: 'a'.repeat(43),
  postgresPassword: 'p',
  ownerPassword: 'o',
  appPassword: 'a',
  authPassword: 'b',
  sealerPassword: 'c',
  livekitKey: 'k',
  livekitSecret: 's',
};
const folder = mkdtempSync(path.join(tmpdir(), 'hallway-environment-'));
writeSecrets(folder, secrets);
afterAll(() => rmSync(folder, { recursive: true }));
const owner = 'postgresql://hallway_owner:owner-word@127.0.0.1:54320/hallway?sslmode=disable';
const around: Surroundings = {
  urls: { owner, app: asRole(owner, 'hallway_app', 'app-word'), auth: asRole(owner, 'hallway_auth', 'auth-word'), sealer: asRole(owner, 'hallway_sealer', 'sealer-word') },
  origin: 'http://localhost:3000',
  port: 3000,
  video: { url: 'ws://127.0.0.1:7880', key: 'k', secret: 's' },
  mail: { url: 'smtp://127.0.0.1:1025', pageUrl: 'http://localhost:8025' },
  demo: true,
  dev: false,
};

describe('what the portal is told', () => {
  it('is all that it asks for', () => {
    const config = readConfig(portalEnvironment({ folder, secrets }, around, {} as NodeJS.ProcessEnv));
    expect(config).toMatchObject({ port: 3000, origin: 'http://localhost:3000', demo: true, dev: false, installation: '0123abcd', video: { url: 'ws://127.0.0.1:7880' } });
    expect(config.databaseAppUrl).toBe('postgresql://hallway_app:app-word@127.0.0.1:54320/hallway?sslmode=disable');
  });

  it("never holds the owner's address or password", () => {
    const told = portalEnvironment({ folder, secrets }, around, { DATABASE_URL: owner, PATH: '/bin' } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv);
    expect(JSON.stringify(told)).not.toMatch(/hallway_owner|owner-word/);
    expect(told['PATH']).toBe('/bin');
  });

  it('says nothing of video and mail when they are absent', () => {
    const config = readConfig(portalEnvironment({ folder, secrets }, { ...around, video: null, mail: null }, { LIVEKIT_URL: 'ws://half-given' } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv));
    expect(config.video).toBeNull();
    expect(config.mail).toBeNull();
  });
});
