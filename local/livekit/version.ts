import { homedir } from 'node:os';
import path from 'node:path';

/** The one version that Hallway was tried with; builds, archives and the cached copy are all of it. */
export const livekitVersion = '1.13.5';

/** Where a copy is kept for every clone of this account, by version and machine: the user's own cache folder, as each system has it. */
export function cachedLivekit(env: NodeJS.ProcessEnv = process.env): string {
  const folder = path.join(cacheHome(env), 'hallway', `livekit-${livekitVersion}-${process.platform}-${process.arch}`);
  return path.join(folder, process.platform === 'win32' ? 'livekit-server.exe' : 'livekit-server');
}

function cacheHome(env: NodeJS.ProcessEnv): string {
  if (env['XDG_CACHE_HOME']) return env['XDG_CACHE_HOME'];
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32') return env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData', 'Local');
  return path.join(homedir(), '.cache');
}
