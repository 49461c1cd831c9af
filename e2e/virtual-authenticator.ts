import type { Person } from './person.ts';

/** Gives somebody's device a place for passkeys that always knows its owner, as a phone with a fingerprint does. It stays with the page. */
export async function givesPasskeys({ context, page }: Person): Promise<void> {
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
}
