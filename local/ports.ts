import dgram from 'node:dgram';
import net from 'node:net';

export type Protocol = 'tcp' | 'udp';

/** A port that is ours until `release()`, which is called just before the part that was meant for it takes it; releasing twice is harmless. */
export type Reservation = Readonly<{ port: number; wanted: number; protocol: Protocol; release: () => Promise<void> }>;

/**
 * Takes the wanted port on loopback, or the next free one above it (the caller says so when it differs).
 *
 * Holding the port until its part starts keeps two installations that start together from choosing the same one.
 *
 * @throws when a hundred ports in a row are taken.
 */
export async function reservePort(wanted: number, protocol: Protocol): Promise<Reservation> {
  for (const port of candidates(wanted)) {
    const release = protocol === 'tcp' ? await takeTcp(port) : await takeUdp(port);
    if (release) return { port, wanted, protocol, release };
  }
  throw new Error(`No free ${protocol.toUpperCase()} port near ${wanted} on this machine.`);
}

/** The wanted port and the hundred above it, starting again at 1024 past the last one. */
export function candidates(wanted: number): number[] {
  return Array.from({ length: 101 }, (_, step) => {
    const port = wanted + step;
    return port <= 65_535 ? port : 1024 + (port - 65_536);
  });
}

/**
 * Tried on both loopback addresses, because a browser's "localhost" may mean either; and by knocking, because some systems let a second program
 * take 127.0.0.1 while the first has all addresses.
 */
async function takeTcp(port: number): Promise<(() => Promise<void>) | null> {
  if ((await answers(port, '127.0.0.1')) || (await answers(port, '::1'))) return null;
  const four = await listen(port, '127.0.0.1');
  if (four === 'taken' || four === 'absent') return null;
  const six = await listen(port, '::1');
  if (six === 'taken') {
    await close(four);
    return null;
  }
  return async () => {
    await Promise.all([close(four), six === 'absent' ? undefined : close(six)]);
  };
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** `absent`: the machine has no such address (no IPv6). */
function listen(port: number, host: string): Promise<net.Server | 'taken' | 'absent'> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' ? 'absent' : 'taken');
    });
    server.listen({ port, host, exclusive: true }, () => resolve(server.unref()));
  });
}

function close(server: net.Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function takeUdp(port: number): Promise<(() => Promise<void>) | null> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket({ type: 'udp4', reuseAddr: false });
    socket.once('error', () => resolve(null));
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      socket.unref();
      let closing: Promise<void> | null = null;
      resolve(() => (closing ??= new Promise((done) => socket.close(() => done()))));
    });
  });
}
