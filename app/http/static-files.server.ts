import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
};
const worthCompressing = new Set(['.js', '.css', '.svg', '.json', '.webmanifest', '.txt']);

type File = { path: string; type: string; bytes: number; tag: string; cache: string; brotli?: Promise<Buffer> };

/** Answers a request for a built file. False: there is no such file, and nothing was answered. */
export type ServeFile = (req: IncomingMessage, res: ServerResponse, path: string) => Promise<boolean>;

/**
 * Serves the files that lay in `folder` when the process started, and no others: a request names an entry of that list, never a path
 * of the disk. Files under `/assets/` carry their content's hash in their name and may be kept for ever.
 */
export async function staticFiles(folder: string): Promise<ServeFile> {
  const files = await listFiles(folder);
  return async (req, res, path) => {
    const file = files.get(path);
    if (!file || (req.method !== 'GET' && req.method !== 'HEAD')) return false;
    res.setHeader('Content-Type', file.type);
    res.setHeader('Cache-Control', file.cache);
    res.setHeader('ETag', file.tag);
    if (req.headers['if-none-match'] === file.tag) {
      res.writeHead(304).end();
      return true;
    }
    if (worthCompressing.has(extname(file.path))) res.setHeader('Vary', 'Accept-Encoding');
    if (/\bbr\b/.test(req.headers['accept-encoding']?.toString() ?? '') && worthCompressing.has(extname(file.path))) {
      const small = await (file.brotli ??= brotliOf(file));
      res.setHeader('Content-Encoding', 'br');
      res.setHeader('Content-Length', small.length);
      res.end(req.method === 'HEAD' ? undefined : small);
      return true;
    }
    res.setHeader('Content-Length', file.bytes);
    if (req.method === 'HEAD') res.end();
    else createReadStream(file.path).on('error', () => res.destroy()).pipe(res);
    return true;
  };
}

async function listFiles(folder: string): Promise<Map<string, File>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, File>();
  for (const entry of found.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = '/' + relative(folder, path).split(sep).join('/');
    const { size, mtimeMs } = await stat(path);
    files.set(name, {
      path,
      type: types[extname(path)] ?? 'application/octet-stream',
      bytes: size,
      tag: `"${size.toString(36)}-${Math.floor(mtimeMs).toString(36)}"`,
      cache: name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
    });
  }
  return files;
}

/** Compressed once, on first request, and kept: the whole of the built site is a few megabytes. */
async function brotliOf(file: File): Promise<Buffer> {
  return compress(await readFile(file.path), { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: file.bytes } });
}
