import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { candidates, reservePort, type Reservation } from './ports.ts';

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

async function reserve(wanted: number, protocol: 'tcp' | 'udp'): Promise<Reservation> {
  const reservation = await reservePort(wanted, protocol);
  undo.push(() => reservation.release());
  return reservation;
}

async function takenTcp(host: string): Promise<number> {
  const server = net.createServer();
  server.listen(0, host);
  await once(server, 'listening');
  undo.push(() => new Promise((done) => server.close(done)));
  return (server.address() as net.AddressInfo).port;
}

describe('reservePort', () => {
  it.each(['127.0.0.1', '0.0.0.0'])('replaces a TCP port that somebody has on %s', async (host) => {
    const taken = await takenTcp(host);
    const reservation = await reserve(taken, 'tcp');
    expect(reservation.port).not.toBe(taken);
    expect(reservation.wanted).toBe(taken);
  });

  it('replaces a UDP port that somebody has', async () => {
    const socket = dgram.createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    undo.push(() => new Promise<void>((done) => socket.close(done)));
    const taken = socket.address().port;
    expect((await reserve(taken, 'udp')).port).not.toBe(taken);
  });

  it('never gives one port to two that start together', async () => {
    const start = await takenTcp('127.0.0.1');
    const given = await Promise.all(Array.from({ length: 8 }, () => reserve(start, 'tcp')));
    expect(new Set(given.map((one) => one.port)).size).toBe(8);
  });

  it('leaves the port to its part once released', async () => {
    const start = await takenTcp('127.0.0.1');
    const reservation = await reservePort(start, 'tcp');
    await reservation.release();
    const server = net.createServer().listen(reservation.port, '127.0.0.1');
    await once(server, 'listening');
    await new Promise((done) => server.close(done));
  });

  it.each(['tcp', 'udp'] as const)('may be released twice (%s)', async (protocol) => {
    const reservation = await reservePort(await takenTcp('127.0.0.1'), protocol);
    await reservation.release();
    await expect(reservation.release()).resolves.toBeUndefined();
  });
});

describe('candidates', () => {
  it('starts again at the first unprivileged port past the last one', () => {
    expect(candidates(65_534).slice(0, 4)).toEqual([65_534, 65_535, 1024, 1025]);
  });
});
