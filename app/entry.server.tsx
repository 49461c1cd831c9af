import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext, type HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './http/nonce.tsx';
import { languageOf } from './i18n/language.server.ts';
import { requestText } from './i18n/text.server.ts';
import { TextProvider } from './i18n/use-text.tsx';

export { startWorkers } from './workers.server.ts';

/** How long a page may stream deferred data, in milliseconds; after that what is missing fails on the page. */
export const streamTimeout = 10_000;

/** Renders a page as a stream, each script with this response's nonce. A crawler gets the page once it is whole. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, log, config, requestId }: AppLoadContext,
): Promise<Response> {
  const whole = isbot(request.headers.get('user-agent') ?? '');
  return new Promise((resolve, reject) => {
    let shellSent = false;
    let answerStatus = status;
    const answer = () => {
      shellSent = true;
      const body = new PassThrough();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answerStatus }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <TextProvider text={requestText(languageOf(request, config))}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
        </TextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        ...(whole ? { onAllReady: answer } : { onShellReady: answer }),
        onShellError: reject,
        onError(error) {
          answerStatus = 500;
          if (shellSent && !request.signal.aborted) log.surprise('render-failed', error, { requestId });
        },
      },
    );
    // Without `unref` the last page would keep a stopping process alive for as long.
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** Errors thrown in loaders and actions, and while drawing. A request that its browser gave up is no error. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (!request.signal.aborted) context.log.surprise('request-failed', error, { requestId: context.requestId });
};
