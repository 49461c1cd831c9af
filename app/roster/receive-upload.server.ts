import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unstable_parseMultipartFormData as parseMultipart, type UploadHandlerPart } from '@remix-run/node';

export interface Upload {
  /** The other fields of the form. */
  fields: FormData;
  /** What was sent, ready for `openRosterSource`: one file as it is (a zip), or the folder that holds them all. Null when nothing was chosen. */
  path: string | null;
  /** Removes what was sent. Call it when the roster is in, refused or not. */
  discard(): Promise<void>;
}

const FIELD_BYTES_LIMIT = 2_000;
const folderPrefix = (installation: string) => `hallway-roster-${installation}-`;

/**
 * Writes the files of an upload form to a folder of their own, readable by nobody else, as they arrive; names lose all that could lead elsewhere.
 * The body's own limit (`body-limit.ts`) holds for all of them together.
 */
export async function receiveUpload(request: Request, installation: string): Promise<Upload> {
  // A form that carries no files at all is one in which nothing was chosen.
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return { fields: await request.formData(), path: null, discard: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), folderPrefix(installation)));
  const discard = () => rm(folder, { recursive: true, force: true });
  const names: string[] = [];
  try {
    const fields = await parseMultipart(request, async (part) => {
      if (part.filename === undefined) return readField(part);
      if (part.filename === '') return null;
      const name = part.filename.replace(/[^\w.-]/g, '_').replace(/^\.+/, '').slice(-100) || 'file';
      if (names.includes(name)) return null;
      names.push(name);
      await pipeline(Readable.from(part.data), createWriteStream(join(folder, name), { mode: 0o600, flags: 'wx' }));
      return name;
    });
    const [first] = names;
    const path = first === undefined ? null : names.length === 1 && !/\.csv$/i.test(first) ? join(folder, first) : folder;
    return { fields, path, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function readField(part: UploadHandlerPart): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of part.data) {
    bytes += chunk.length;
    if (bytes <= FIELD_BYTES_LIMIT) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Removes uploads that an earlier process of this installation left when it was killed. Called once, before anybody can upload. */
export async function clearUploads(installation: string): Promise<void> {
  const left = (await readdir(tmpdir())).filter((name) => name.startsWith(folderPrefix(installation)));
  await Promise.all(left.map((name) => rm(join(tmpdir(), name), { recursive: true, force: true })));
}
