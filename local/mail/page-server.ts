import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import http, { type ServerResponse } from 'node:http';
import path from 'node:path';
import type { Mailbox } from './mailbox.ts';
import { listPage, mailPage, missingPage, pageStyle } from './page.ts';

export type MailPage = Readonly<{ url: string; arrived: () => void; close: () => Promise<void> }>;

const safeguards = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; script-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};
/** A mail's own page: nothing but its inline looks; links open outside of it. */
const mailSafeguards = { ...safeguards, 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'self'" };

const live = "new EventSource('/arrivals').onmessage = () => location.reload();\n";

/**
 * Serves the caught mails on 127.0.0.1, in the look of the portal. It shows sign-in links, so it answers only when asked for by a loopback name:
 * a page on the internet that points a name of its own at 127.0.0.1 gets nothing.
 */
export async function serveMailPage(root: string, mailbox: Mailbox, port: number): Promise<MailPage> {
  const listeners = new Set<ServerResponse>();
  const answer = async (url: URL, response: ServerResponse): Promise<void> => {
    const send = (type: string, body: string | Buffer, headers: Record<string, string> = safeguards, status = 200) => {
      response.writeHead(status, { ...headers, 'Content-Type': type }).end(body);
    };
    const [, first, id, part, number] = url.pathname.split('/');
    if (url.pathname === '/') return send('text/html; charset=utf-8', listPage(await mailbox.list()));
    if (url.pathname === '/style.css') return send('text/css; charset=utf-8', styleOf(root));
    if (url.pathname === '/live.js') return send('text/javascript; charset=utf-8', live);
    if (url.pathname === '/messages.json') return send('application/json', JSON.stringify((await mailbox.list()).map(forTests)));
    if (first === 'fonts' && /^[\w-]+\.woff2$/.test(id ?? '')) return sendFont(root, id ?? '', response);
    if (url.pathname === '/arrivals') {
      response.writeHead(200, { ...safeguards, 'Content-Type': 'text/event-stream' }).write(': here\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      return;
    }
    const mail = first === 'messages' && id ? await mailbox.find(decodeURIComponent(id)) : null;
    const attachment = part === 'attachments' ? mail?.attachments[Number(number)] : undefined;
    if (mail && part === undefined) return send('text/html; charset=utf-8', mailPage(mail));
    if (mail && part === 'html') return send('text/html; charset=utf-8', `<base target="_blank">${mail.html ?? ''}`, mailSafeguards);
    if (attachment) return send('application/octet-stream', attachment.content, { ...safeguards, 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}` });
    send('text/html; charset=utf-8', missingPage(), safeguards, 404);
  };
  const server = http.createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (request.method !== 'GET' || !['localhost', '127.0.0.1'].includes(host)) return void response.writeHead(403, safeguards).end();
    answer(new URL(request.url ?? '/', 'http://localhost'), response).catch(() => response.writeHead(500).end());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${port}`,
    arrived: () => listeners.forEach((listener) => listener.write('data: new\n\n')),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const forTests = ({ attachments, ...mail }: Awaited<ReturnType<Mailbox['list']>>[number]) => ({
  ...mail,
  attachments: attachments.map(({ name, type, content }) => ({ name, type, text: content.toString('utf8') })),
});

function styleOf(root: string): string {
  const sheets = ['tokens.css', 'base.css'].map((name) => path.join(root, 'app', 'ui', name)).filter((file) => existsSync(file));
  return [...sheets.map((file) => readFileSync(file, 'utf8')), pageStyle].join('\n').replace(/url\([^)]*\/files\/([\w-]+\.woff2)\)/g, 'url(/fonts/$1)');
}

function sendFont(root: string, name: string, response: ServerResponse): void {
  const file = path.join(root, 'node_modules', '@fontsource-variable', 'atkinson-hyperlegible-next', 'files', name);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': 'font/woff2', 'Cache-Control': 'max-age=86400' }).end(readFileSync(file));
}
