/** What came of it: where to go on, or why not. `cancelled`: the person (or the device) called it off; `already`: this device has one for them. */
export type PasskeyOutcome = { ok: true; to: string } | { ok: false; reason: string; minutes?: number };

type Descriptor = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] };
type Options = {
  challenge: string; rpId?: string; rp?: PublicKeyCredentialRpEntity; timeout?: number; userVerification?: UserVerificationRequirement;
  user?: { id: string; name: string; displayName: string }; pubKeyCredParams?: PublicKeyCredentialParameters[];
  authenticatorSelection?: AuthenticatorSelectionCriteria; attestation?: AttestationConveyancePreference;
  excludeCredentials?: Descriptor[]; allowCredentials?: Descriptor[];
};

/** Whether this browser can do passkeys at all, here: they need HTTPS, or this very computer. */
export function knowsPasskeys(): boolean {
  return window.isSecureContext && 'credentials' in navigator && 'PublicKeyCredential' in window;
}

/**
 * Asks the portal what to sign, the device to sign it (or to make a new passkey), and the portal what it thinks of the answer.
 *
 * @param fields what goes along with both requests: a name for the passkey, where to go on
 */
export async function passkeyCeremony(kind: 'use' | 'make', paths: { challenge: string; answer: string }, fields: Readonly<Record<string, string>>): Promise<PasskeyOutcome> {
  // A browser asks for one at a time.
  suggesting?.abort();
  const asked = await send(paths.challenge, fields);
  if (!('options' in asked)) return asked as PasskeyOutcome;
  let credential: PublicKeyCredential | null;
  try {
    credential = (await (kind === 'use' ? show(asked.options as Options) : make(asked.options as Options))) as PublicKeyCredential | null;
  } catch (error) {
    return { ok: false, reason: error instanceof DOMException && error.name === 'InvalidStateError' ? 'already' : 'cancelled' };
  }
  if (!credential) return { ok: false, reason: 'cancelled' };
  return (await send(paths.answer, { ...fields, credential: written(credential) })) as PasskeyOutcome;
}

/** What the portal lets a passkey sign is good for five minutes; a little before it is asked anew. */
const suggestedMs = 4 * 60_000;
let suggesting: AbortController | null = null;

/**
 * Lets the browser offer passkeys where it fills an address in (`autocomplete="… webauthn"`), for as long as the field is there. Quiet where a browser
 * cannot do that, or the portal is asked too often. Asked anew when the tab is looked at again: another one may have asked since, and only the last is good.
 *
 * @param fields what goes along with the answer, read when a passkey was chosen
 * @param refused hears why a passkey that was chosen did not do; then they are offered again
 * @returns what came of the passkey that did; null when `signal` ended it, or it was not to be
 */
export async function suggestPasskeys(paths: { challenge: string; answer: string }, fields: () => Readonly<Record<string, string>>, signal: AbortSignal, refused: (outcome: Extract<PasskeyOutcome, { ok: false }>) => void): Promise<Extract<PasskeyOutcome, { ok: true }> | null> {
  if (!knowsPasskeys() || !('isConditionalMediationAvailable' in PublicKeyCredential) || !(await PublicKeyCredential.isConditionalMediationAvailable())) return null;
  while (!signal.aborted) {
    const asked = await send(paths.challenge, {});
    if (!('options' in asked) || signal.aborted) return null;
    const own = (suggesting = new AbortController());
    const seenAgain = new AbortController();
    const over = new AbortController();
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') seenAgain.abort(); }, { signal: over.signal });
    const tooOld = AbortSignal.any([AbortSignal.timeout(suggestedMs), seenAgain.signal]);
    const credential = await show(asked.options as Options, { mediation: 'conditional', signal: AbortSignal.any([signal, own.signal, tooOld]) }).catch(() => null);
    over.abort();
    if (credential) {
      const outcome = (await send(paths.answer, { ...fields(), credential: written(credential as PublicKeyCredential) })) as PasskeyOutcome;
      if (outcome.ok) return outcome;
      refused(outcome);
    } else if (!tooOld.aborted || own.signal.aborted) return null;
  }
  return null;
}

function show({ challenge, rpId, timeout, userVerification, allowCredentials = [] }: Options, how: Pick<CredentialRequestOptions, 'mediation' | 'signal'> = {}) {
  return navigator.credentials.get({
    ...how,
    publicKey: { challenge: bytes(challenge), allowCredentials: allowCredentials.map(described), ...(rpId && { rpId }), ...(timeout && { timeout }), ...(userVerification && { userVerification }) },
  });
}

function make({ challenge, rp, user, pubKeyCredParams = [], timeout, authenticatorSelection, attestation, excludeCredentials = [] }: Options) {
  if (!rp || !user) throw new TypeError('not a request for a new passkey');
  return navigator.credentials.create({
    publicKey: {
      challenge: bytes(challenge), rp, user: { ...user, id: bytes(user.id) }, pubKeyCredParams, excludeCredentials: excludeCredentials.map(described),
      ...(timeout && { timeout }), ...(authenticatorSelection && { authenticatorSelection }), ...(attestation && { attestation }),
    },
  });
}

function written({ id, rawId, type, response }: PublicKeyCredential) {
  const common = { id, rawId: text(rawId), type, clientExtensionResults: {} };
  if (response instanceof AuthenticatorAttestationResponse) {
    return { ...common, response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject), transports: response.getTransports() } };
  }
  const { clientDataJSON, authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  return { ...common, response: { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature), ...(userHandle && { userHandle: text(userHandle) }) } };
}

const described = ({ id, type, transports }: Descriptor): PublicKeyCredentialDescriptor => ({ id: bytes(id), type, ...(transports && { transports }) });

async function send(path: string, body: unknown): Promise<object> {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    return (await response.json()) as object;
  } catch {
    return { ok: false, reason: 'unreachable' };
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
