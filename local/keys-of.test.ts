import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../app/http/config.server.ts';
import { keysOf } from './keys-of.ts';
import { portalEnvironment, type Surroundings } from './portal-environment.ts';
import { readOrMakeSecrets, writeSecrets, type Secrets } from './secrets.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hallway-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const secrets: Secrets = { ...readOrMakeSecrets(folder), key: key(2), linkKey: key(9), keyVersion: 2, formerKeys: [{ version: 1, key: key(1), until: '2026-11-24T12:00:00.000Z' }] };
writeSecrets(folder, secrets);

const database = 'postgres://a@127.0.0.1/d';
const around: Surroundings = {
  urls: { owner: database, app: database, auth: database, sealer: database }, origin: 'http://localhost:5080', port: 5080, video: null, mail: null, demo: false, dev: false, certificate: null,
};
const env = (given: Record<string, string>) => given as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv;
const told = (given: Record<string, string>) => readConfig(portalEnvironment({ folder, secrets }, around, env(given)));
const fills = ({ key: links, wrapping }: Pick<ReturnType<typeof keysOf>, 'key' | 'wrapping'>) => ({ links: links[0], wrapping: wrapping.map((one) => [one.version, one.key[0]]) });

describe('the installation\'s keys', () => {
  it('are those of the data folder: the newest first, former ones with it, links on their own', () => {
    expect(fills(keysOf(secrets, env({})))).toEqual({ links: 9, wrapping: [[2, 2], [1, 1]] });
  });

  it('come from the environment where they are given there: the one before while it is being rotated', () => {
    expect(fills(keysOf(secrets, env({ HALLWAY_KEY: key(5) })))).toEqual({ links: 5, wrapping: [[1, 5]] });
    expect(fills(keysOf(secrets, env({ HALLWAY_KEY: key(6), HALLWAY_KEY_PREVIOUS: key(5), HALLWAY_KEY_VERSION: '2', HALLWAY_LINK_KEY: key(5) })))).toEqual({ links: 5, wrapping: [[2, 6], [1, 5]] });
  });

  it('are the same for the launcher, its commands and the portal', () => {
    const environments: Record<string, string>[] = [{}, { HALLWAY_KEY: key(5) }, { HALLWAY_KEY: key(6), HALLWAY_KEY_PREVIOUS: key(5), HALLWAY_KEY_VERSION: '2', HALLWAY_LINK_KEY: key(5) }];
    environments.push({ HALLWAY_KEY: '', HALLWAY_AUDIT_KEY: '', HALLWAY_LINK_KEY: '' });
    for (const given of environments) expect(fills(told(given))).toEqual(fills(keysOf(secrets, env(given))));
    expect([told({}).keysFile, told({ HALLWAY_KEY: key(5) }).keysFile]).toEqual([path.join(folder, 'secrets.json'), null]);
  });

  it('keep a version that was added when the secrets are read again', () => {
    expect(readOrMakeSecrets(folder)).toEqual(secrets);
  });
});
