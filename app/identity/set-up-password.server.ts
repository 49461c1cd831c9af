import type { HallwayContext } from '../http/load-context.ts';
import { z } from '../http/schema.ts';
import { holdAccount, takeAddress, waysOf } from './account.server.ts';
import { keepAuthenticator } from './authenticator.server.ts';
import { passwordProblem, type PasswordProblem } from './password-rule.ts';
import { keepPassword } from './password.server.ts';

/** What a form sends that sets up a password: with the secret that the page made up for the app, and a code that shows that the app has it. */
export const newPassword = z.object({ password: z.string().max(1000), secret: z.string().max(64), code: z.string().max(20) });

export type NotKept = PasswordProblem | 'codeWrong' | 'addressTaken' | 'already-set-up';

/**
 * Gives a person a password with its authenticator, both or neither, and ten recovery codes, which nobody will be able to read again. With `first`
 * only to somebody who has no way in at all: what an invitation does.
 *
 * Refused: a password that is too short or tried first by others; a code that the app with this secret does not show now; an address with which
 * somebody else signs in; a way in that is there already.
 */
export async function setUpPassword({ authDb, config }: Pick<HallwayContext, 'authDb' | 'config'>, person: { personId: string; email: string; givenName: string; familyName: string },
  given: z.infer<typeof newPassword>, { first }: { first: boolean }): Promise<{ ok: true; value: { recoveryCodes: string[] } } | { ok: false; reason: NotKept }> {
  const problem = passwordProblem(given.password, [person.email, person.givenName, person.familyName]);
  if (problem) return { ok: false, reason: problem };
  return authDb.transaction(async (tx) => {
    await holdAccount(tx, person.personId);
    const own = await waysOf(tx, config, person.personId);
    if (own.password || (first && (own.passkeys > 0 || own.sso))) return { ok: false, reason: 'already-set-up' };
    if (!person.email || !(await takeAddress(tx, person.personId, person.email))) return { ok: false, reason: 'addressTaken' };
    const recoveryCodes = await keepAuthenticator(tx, config, person.personId, given, Date.now());
    if (!recoveryCodes) return { ok: false, reason: 'codeWrong' };
    await keepPassword(tx, person.personId, given.password);
    return { ok: true, value: { recoveryCodes } };
  });
}
