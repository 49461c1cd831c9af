import { isIPv4 } from 'node:net';
import * as x509 from '@peculiar/x509';

/** An authority while it signs: its certificate, which a device may be told to trust, and its key, which is thrown away. */
export type Authority = Readonly<{ certificate: x509.X509Certificate; key: CryptoKey }>;

export const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 60 * 60 * 1000;
const nameConstraints = '2.5.29.30';

/**
 * An authority for these addresses (IPv4) and names alone: a device that trusts it believes it of no other site (RFC 5280, 4.2.1.10). There is always an
 * address and a name among them, as a kind that is not named would not be limited.
 */
export async function makeAuthority(addresses: readonly string[], names: readonly string[], now: Date, days: number): Promise<Authority> {
  if (addresses.length === 0 || names.length === 0 || !addresses.every(isIPv4)) throw new TypeError('an authority is limited to addresses and names');
  const keys = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Hallway installation authority',
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + days * dayMs),
    signingAlgorithm: signing,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.Extension(nameConstraints, true, permitted(addresses, names)),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, key: keys.privateKey };
}

/** Whether an authority that was made earlier is limited at all. */
export function isLimited(certificate: x509.X509Certificate): boolean {
  return certificate.getExtension(nameConstraints)?.critical === true;
}

/** A server's certificate for these addresses and names, signed by the authority. */
export async function sign(authority: Authority, addresses: readonly string[], names: readonly string[], now: Date, days: number): Promise<{ certificate: x509.X509Certificate; key: CryptoKey }> {
  const keys = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=Hallway on the local network',
    issuer: authority.certificate.subject,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + days * dayMs),
    signingKey: authority.key,
    publicKey: keys.publicKey,
    signingAlgorithm: signing,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...addresses.map((value) => ({ type: 'ip' as const, value })), ...names.map((value) => ({ type: 'dns' as const, value }))]),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, key: keys.privateKey };
}

/** Positive, sixteen bytes, in hexadecimal. */
function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

/** NameConstraints in DER: the permitted subtrees, each an address with a mask of all ones (iPAddress) or a name (dNSName). */
function permitted(addresses: readonly string[], names: readonly string[]): Uint8Array<ArrayBuffer> {
  const subtrees = [
    ...addresses.map((address) => der(0x87, Buffer.from([...address.split('.').map(Number), 255, 255, 255, 255]))),
    ...names.map((name) => der(0x82, Buffer.from(name, 'ascii'))),
  ].map((base) => der(0x30, base));
  return new Uint8Array(der(0x30, der(0xa0, Buffer.concat(subtrees))));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
