import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { readOrMakeCertificate, type Certificate } from './certificate.ts';
import { lanAddress, type LanAddress } from './lan-address.ts';

/** What it takes to serve other devices on the local network. */
export type OpenToNetwork = Readonly<{ address: LanAddress; certificate: Certificate }>;

/**
 * Finds the address other devices reach this computer at and readies its certificate, or gives null when there is no such address. With a name that people
 * type the certificate is for that name, and goes on when the address changes.
 */
export async function openToNetwork(wanted: string | null, folder: string, name: string | null): Promise<OpenToNetwork | null> {
  const address = lanAddress(networkInterfaces(), wanted);
  if (!address) return null;
  const own = hostname().toLowerCase().replace(/\.local$/, '');
  const typed = name !== null && isIP(name) === 0 ? name : null;
  const names = [...new Set(['localhost', ...(/^[a-z0-9-]+$/.test(own) && own !== 'localhost' ? [`${own}.local`] : []), ...(typed === null ? [] : [typed])])];
  const addresses = typed === null ? [...new Set([address.address, '127.0.0.1'])] : ['127.0.0.1'];
  return { address, certificate: await readOrMakeCertificate(folder, addresses, names, new Date()) };
}
