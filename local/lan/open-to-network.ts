import { hostname, networkInterfaces } from 'node:os';
import { readOrMakeCertificate, type Certificate } from './certificate.ts';
import { lanAddress, type LanAddress } from './lan-address.ts';

/** What it takes to serve other devices on the local network. */
export type OpenToNetwork = Readonly<{ address: LanAddress; certificate: Certificate }>;

/** Finds the address other devices reach this computer at and readies its certificate, or gives null when there is no such address. */
export async function openToNetwork(wanted: string | null, folder: string): Promise<OpenToNetwork | null> {
  const address = lanAddress(networkInterfaces(), wanted);
  if (!address) return null;
  const name = hostname().toLowerCase().replace(/\.local$/, '');
  const names = ['localhost', ...(/^[a-z0-9-]+$/.test(name) && name !== 'localhost' ? [`${name}.local`] : [])];
  return { address, certificate: await readOrMakeCertificate(folder, [address.address, '127.0.0.1'], names, new Date()) };
}
