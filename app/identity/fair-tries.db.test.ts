import { expect, test } from 'vitest';
import { testDatabase } from '../../db/test-database.ts';
import { browserRequest, testServing } from '../http/test-context.server.ts';
import { action as askChallenge } from '../routes/sign-in.passkey.challenge.ts';
import { rememberDevice } from './known-device.server.ts';

const t = await testDatabase();
const serving = await testServing(t);

test('check 25: one in the house who asks for passkeys without end shuts out strangers for a while, and nobody in a browser in which somebody has signed in before', async () => {
  const asks = async (cookies: string[] = []) => {
    const answer = await askChallenge({ request: browserRequest('/sign-in/passkey/challenge', { cookies, form: {} }), context: { ...serving.context(), clientAddress: '198.51.100.7' }, params: {} });
    return ((await answer.json()) as { reason?: string }).reason ?? 'asked';
  };
  const answers: string[] = [];
  for (let n = 0; n < 301; n += 1) answers.push(await asks());
  expect([answers[299], answers[300]]).toEqual(['asked', 'too-many-tries']);
  const known = [rememberDevice(browserRequest('/'), serving.context().config, 'eva@example.org')];
  const own: string[] = [];
  for (let n = 0; n < 61; n += 1) own.push(await asks(known));
  expect([own[59], own[60]]).toEqual(['asked', 'too-many-tries']);
});
