import type { Person } from './person.ts';

/**
 * Gives somebody's device a place for passkeys that always knows its owner, as a phone with a fingerprint does. It stays with the page, and takes whatever
 * is offered to it, also where a field is filled in, until it `rests`.
 */
export async function givesPasskeys({ context, page }: Person): Promise<{ rests: (does: boolean) => Promise<void> }> {
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return { rests: async (does) => void (await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: !does })) };
}
