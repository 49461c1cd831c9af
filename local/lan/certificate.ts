import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as x509 from '@peculiar/x509';

/** Files of the certificate that the portal shows on the local network, and of the authority that signed it, which a device may be told to trust. */
export type Certificate = Readonly<{ certificateFile: string; keyFile: string; authorityFile: string }>;

const dayMs = 24 * 60 * 60 * 1000;
/** Browsers refuse a longer life (Apple's limit for certificates of one's own is 825 days, for others 398). */
const leafDays = 397;
const authorityDays = 3650;
const renewBeforeDays = 30;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/**
 * A certificate for these addresses and names, made on the spot, signed by an authority of this installation alone. It is kept in `<folder>/lan` and made anew
 * when an address changes or it ends within 30 days; the authority stays, so that a device which trusts it goes on doing so.
 *
 * Whoever has the authority's key could pass for any site on a device that trusts it: it lies in that folder, readable by its owner alone.
 */
export async function readOrMakeCertificate(folder: string, addresses: readonly string[], names: readonly string[], now: Date): Promise<Certificate> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const at = path.join(folder, 'lan');
  mkdirSync(at, { recursive: true, mode: 0o700 });
  const files = { certificateFile: path.join(at, 'certificate.pem'), keyFile: path.join(at, 'certificate-key.pem'), authorityFile: path.join(at, 'authority.pem') };
  const authority = await readOrMakeAuthority(files.authorityFile, path.join(at, 'authority-key.pem'), now);
  if (holdsStill(files, authority.certificate, addresses, names, now)) return files;

  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=Hallway on the local network',
    issuer: authority.certificate.subject,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + leafDays * dayMs),
    signingKey: authority.key,
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...addresses.map((value) => ({ type: 'ip' as const, value })), ...names.map((value) => ({ type: 'dns' as const, value }))]),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  writeFileSync(files.keyFile, await privatePem(keys.privateKey), { mode: 0o600 });
  writeFileSync(files.certificateFile, `${leaf.toString('pem')}\n${authority.certificate.toString('pem')}\n`, { mode: 0o644 });
  return files;
}

type Authority = Readonly<{ certificate: x509.X509Certificate; key: CryptoKey }>;

async function readOrMakeAuthority(certificateFile: string, keyFile: string, now: Date): Promise<Authority> {
  if (existsSync(certificateFile) && existsSync(keyFile)) {
    const certificate = new x509.X509Certificate(readFileSync(certificateFile, 'utf8'));
    if (lastsBeyond(certificate, now, leafDays)) {
      const [der] = x509.PemConverter.decode(readFileSync(keyFile, 'utf8'));
      if (der) return { certificate, key: await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']) };
    }
  }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Hallway installation authority',
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + authorityDays * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  writeFileSync(keyFile, await privatePem(keys.privateKey), { mode: 0o600 });
  writeFileSync(certificateFile, `${certificate.toString('pem')}\n`, { mode: 0o644 });
  return { certificate, key: keys.privateKey };
}

/** Whether the certificate that lies there is for exactly these, by this authority, and lasts. */
function holdsStill(files: Certificate, authority: x509.X509Certificate, addresses: readonly string[], names: readonly string[], now: Date): boolean {
  if (!existsSync(files.certificateFile) || !existsSync(files.keyFile)) return false;
  const there = new x509.X509Certificate(readFileSync(files.certificateFile, 'utf8').split(/(?<=-----END CERTIFICATE-----)/)[0] ?? '');
  const said = there.getExtension(x509.SubjectAlternativeNameExtension)?.names.items.map(({ value }) => value) ?? [];
  const signer = there.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId;
  const own = authority.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
  return said.join() === [...addresses, ...names].join() && signer === own && lastsBeyond(there, now, renewBeforeDays);
}

function lastsBeyond(certificate: x509.X509Certificate, now: Date, days: number): boolean {
  return certificate.notAfter.getTime() > now.getTime() + days * dayMs;
}

/** Positive, sixteen bytes, in hexadecimal. */
function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

async function privatePem(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
