import type http from 'node:http';
import type https from 'node:https';
import net from 'node:net';

/** A TLS connection begins with a handshake record, whose first byte is this (RFC 8446, 5.1); no plain request can. */
const handshake = 22;
const firstByteMs = 20_000;

/**
 * One port for both: whoever speaks TLS is answered by `secure`, whoever does not by `plain`. So an address typed without `https` finds a page that says so,
 * instead of nothing.
 *
 * Both keep their limits for slow requests: an HTTP server begins to watch those when it is told that it listens.
 */
export function eitherWay(secure: https.Server, plain: http.Server): net.Server {
  const server = net.createServer((socket) => {
    socket.setTimeout(firstByteMs, () => socket.destroy());
    socket.once('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read(1) as Buffer | null;
      if (first === null) return void socket.destroy();
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      socket.unshift(first);
      (first[0] === handshake ? secure : plain).emit('connection', socket);
    });
  });
  server.once('listening', () => [secure, plain].forEach((one) => one.emit('listening')));
  server.once('close', () => [secure, plain].forEach((one) => one.close()));
  return server;
}
