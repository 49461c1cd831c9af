import type { NetworkInterfaceInfo } from 'node:os';

/** Where other devices reach this computer: its address (IPv4) and the interface that has it. */
export type LanAddress = Readonly<{ address: string; device: string }>;

type Devices = Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[] | undefined>>;

/** Made by software for itself; a tablet in the room cannot reach them. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|utun|tun|tap|tailscale|wg|zt|llw|awdl|bridge)/;

/**
 * Chooses the address to serve on the local network: the wanted one if this computer has it, else an address for private networks (RFC 1918) of a real
 * interface, else any other address of a real interface.
 *
 * @returns null when there is none (no network, or the wanted address is not of this computer).
 */
export function lanAddress(devices: Devices, wanted: string | null): LanAddress | null {
  const all = Object.entries(devices).flatMap(([device, addresses]) =>
    (addresses ?? []).filter(({ family }) => family === 'IPv4').map(({ address, internal }) => ({ address, device, internal })));
  const chosen = wanted !== null ? all.find(({ address }) => address === wanted) : bestOf(all.filter(({ internal }) => !internal));
  return chosen ? { address: chosen.address, device: chosen.device } : null;
}

function bestOf<T extends LanAddress>(all: readonly T[]): T | undefined {
  const real = all.filter(({ device, address }) => !virtual.test(device) && !address.startsWith('169.254.'));
  return real.find(({ address }) => isPrivate(address)) ?? real[0];
}

function isPrivate(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number);
  return first === 10 || (first === 192 && second === 168) || (first === 172 && second >= 16 && second < 32);
}
