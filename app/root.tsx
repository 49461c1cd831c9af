import { data, redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData, useRouteError } from '@remix-run/react';
import latinFont from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import type { ReactNode } from 'react';
import { useNonce } from './http/nonce.tsx';
import { runningDemo } from './identity/demo.server.ts';
import { DemoStrip } from './identity/demo-strip.tsx';
import { IdleWarning } from './identity/idle-warning.tsx';
import { sessionOf } from './identity/sessions.server.ts';
import { languageInAddress, languageOf, rememberLanguage } from './i18n/language.server.ts';
import { useFollowedLanguage } from './i18n/followed-language.ts';
import { directionOf } from './i18n/languages.ts';
import { usePageTitle } from './i18n/page-title.ts';
import { useLanguage } from './i18n/use-text.tsx';
import { awaitsSetUp } from './partnership/awaits-set-up.server.ts';
import { ErrorPage } from './ui/error-page.tsx';
import { LiveRegion } from './ui/live-region.tsx';
import { StripContext } from './ui/strip.tsx';
import { themeOf } from './ui/theme.server.ts';
import { useTheme } from './ui/theme-menu.tsx';
import './app.css';

/**
 * What the first byte of every page depends on. An address that asks for a language is remembered, so that the next page keeps it. Until somebody has set this
 * installation up, every page leads to where that is done.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  if (!isSetUpPage(request) && (await awaitsSetUp(context))) throw redirect('/set-up');
  const asked = languageInAddress(request);
  const session = await sessionOf(request, context);
  return data(
    {
      language: languageOf(request, context.config), theme: themeOf(request, context.config), requestId: context.requestId, demo: await runningDemo(context),
      signedIn: session && { leftSeconds: session.leftSeconds },
    },
    asked && { headers: { 'Set-Cookie': rememberLanguage(asked, context.config) } },
  );
}

function isSetUpPage(request: Request): boolean {
  return /^\/set-up(\.data)?$/.test(new URL(request.url).pathname);
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  useFollowedLanguage();
  const language = useLanguage();
  const theme = useTheme();
  const title = usePageTitle();
  return (
    <html lang={language} dir={directionOf(language)} data-theme={theme === 'system' ? undefined : theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'system' ? 'light dark' : theme} />
        <meta property="csp-nonce" content={nonce} nonce={nonce} suppressHydrationWarning />
        <title>{title}</title>
        <meta name="robots" content="noindex" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="preload" href={latinFont} as="font" type="font/woff2" crossOrigin="anonymous" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <LiveRegion>{title}</LiveRegion>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  const { demo, signedIn } = useLoaderData<typeof loader>();
  return (
    <StripContext.Provider value={demo && <DemoStrip demo={demo} />}>
      <Outlet />
      {signedIn && <IdleWarning signedIn={signedIn} isDemo={demo !== null} />}
    </StripContext.Provider>
  );
}

export function ErrorBoundary() {
  return <ErrorPage error={useRouteError()} />;
}
