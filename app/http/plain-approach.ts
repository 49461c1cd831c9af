import type { Socket } from 'node:net';

/** Asked by machines beside the portal (its launcher, the media server, a monitor), which show nobody a page and carry no cookie. */
const machinePaths = new Set(['/healthz', '/readyz', '/metrics', '/webhooks/livekit']);

/** Whether a path may be asked for without encryption although the portal has it. */
export function mayComePlainly(path: string): boolean {
  return machinePaths.has(path);
}

/** Whether what came over this connection was encrypted on its way. */
export function isEncrypted(socket: Socket): boolean {
  return 'encrypted' in socket && socket.encrypted === true;
}
