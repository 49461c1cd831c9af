import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as x509 from '@peculiar/x509';
import { isLimited, makeAuthority, sign } from './authority.ts';

/** Files of the certificate that the portal shows on the local network, and of the authority that signed it, which a device may be told to trust. */
export type Certificate = Readonly<{ certificateFile: string; keyFile: string; authorityFile: string }>;

const dayMs = 24 * 60 * 60 * 1000;
/** Browsers refuse a longer life: Apple's limit for authorities that a device's owner added is 825 days. */
const lifeDays = 820;
const renewBeforeDays = 30;

/**
 * A certificate for these addresses and names, made on the spot, signed by an authority of its own. Both are kept in `<folder>/lan` and made anew when an
 * address or name changes, or within 30 days of their end.
 *
 * A device that trusts the authority is fooled by nobody for it: it is limited to these addresses and names, and its key is written nowhere and gone as
 * soon as it has signed. So what was made anew has to be trusted anew.
 */
export async function readOrMakeCertificate(folder: string, addresses: readonly string[], names: readonly string[], now: Date): Promise<Certificate> {
  x509.cryptoProvider.set(webcrypto as Crypto);
  const at = path.join(folder, 'lan');
  mkdirSync(at, { recursive: true, mode: 0o700 });
  const files = { certificateFile: path.join(at, 'certificate.pem'), keyFile: path.join(at, 'certificate-key.pem'), authorityFile: path.join(at, 'authority.pem') };
  // Earlier versions kept it.
  rmSync(path.join(at, 'authority-key.pem'), { force: true });
  if (holdsStill(files, addresses, names, now)) return files;

  const authority = await makeAuthority(addresses, names, now, lifeDays);
  const { certificate, key } = await sign(authority, addresses, names, now, lifeDays);
  writeFileSync(files.keyFile, `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`, { mode: 0o600 });
  writeFileSync(files.certificateFile, `${certificate.toString('pem')}\n${authority.certificate.toString('pem')}\n`, { mode: 0o644 });
  writeFileSync(files.authorityFile, `${authority.certificate.toString('pem')}\n`, { mode: 0o644 });
  return files;
}

/** Whether what lies there is for exactly these, by a limited authority that lies beside it, and lasts. */
function holdsStill(files: Certificate, addresses: readonly string[], names: readonly string[], now: Date): boolean {
  if (!Object.values(files).every((file) => existsSync(file))) return false;
  const there = new x509.X509Certificate(readFileSync(files.certificateFile, 'utf8').split(/(?<=-----END CERTIFICATE-----)/)[0] ?? '');
  const authority = new x509.X509Certificate(readFileSync(files.authorityFile, 'utf8'));
  const said = there.getExtension(x509.SubjectAlternativeNameExtension)?.names.items.map(({ value }) => value) ?? [];
  const signer = there.getExtension(x509.AuthorityKeyIdentifierExtension)?.keyId;
  const own = authority.getExtension(x509.SubjectKeyIdentifierExtension)?.keyId;
  const lasts = there.notAfter.getTime() > now.getTime() + renewBeforeDays * dayMs;
  return said.join() === [...addresses, ...names].join() && signer === own && isLimited(authority) && lasts;
}
