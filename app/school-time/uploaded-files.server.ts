import { unstable_parseMultipartFormData as parseMultipart } from '@remix-run/node';

/** A file that was chosen, whole in memory: a school's bells or calendar are small. */
export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };
export type Uploaded = { readonly ok: true; readonly files: readonly UploadedFile[] } | { readonly ok: false; readonly reason: 'nothing-chosen' | 'too-large' };

const FILES_LIMIT = 10;

/** The files of an upload form. A file above the limit is not kept and the whole is refused; what is no file is left out. */
export async function uploadedFiles(request: Request, bytesLimit: number): Promise<Uploaded> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return { ok: false, reason: 'nothing-chosen' };
  const files: UploadedFile[] = [];
  let tooLarge = false;
  await parseMultipart(request, async (part) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of part.data) {
      bytes += chunk.length;
      if (bytes <= bytesLimit) chunks.push(chunk);
    }
    if (part.filename === undefined || part.filename === '' || bytes === 0) return null;
    if (bytes > bytesLimit || files.length >= FILES_LIMIT) tooLarge = true;
    else files.push({ name: part.filename, bytes: Buffer.concat(chunks) });
    return null;
  });
  if (tooLarge) return { ok: false, reason: 'too-large' };
  return files.length === 0 ? { ok: false, reason: 'nothing-chosen' } : { ok: true, files };
}
