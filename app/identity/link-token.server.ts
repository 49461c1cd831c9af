import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** The three kinds of link, never mixed. Each has its own page, and a token of one kind is unknown at the others. */
export type LinkKind = 'invitation' | 'sign_in' | 'visit';

/** Where each kind opens. A visit link leads on to the visit once its button has bound the device. */
const pathOf: Record<LinkKind, string> = { invitation: '/i', sign_in: '/sign-in/link', visit: '/v' };

/**
 * The secret in a link's address: 32 bytes as base64url (43 letters), derived from the link's id and the installation's key.
 *
 * So a message can be written again whenever it must be delivered again, and nothing that opens a link is stored anywhere: the table holds
 * the SHA-256 of it only.
 */
export function linkToken(installationKey: Uint8Array, kind: LinkKind, linkId: string): string {
  const key = Buffer.from(hkdfSync('sha256', installationKey, '', 'hallway link 1', 32));
  return createHmac('sha256', key).update(`${kind}:${linkId.toLowerCase()}`).digest('base64url');
}

/** What the table stores of a token; null for text that cannot be one (then there is nothing to look up). */
export function tokenSha256(token: string): Buffer | null {
  if (!/^[\w-]{43}$/.test(token)) return null;
  return createHash('sha256').update(Buffer.from(token, 'base64url')).digest();
}

/** The address to be sent. It names nobody: no id, no purpose beyond the kind of page. */
export function linkUrl(origin: string, kind: LinkKind, token: string): string {
  return `${origin}${pathOf[kind]}/${token}`;
}

/** The address of an invitation to somebody who is to work here. The kind is the same as a family's, the page is another; each knows only its own. */
export function staffInvitationUrl(origin: string, token: string): string {
  return `${origin}/welcome/${token}`;
}
