import { isRouteErrorResponse } from '@remix-run/react';
import { ButtonLink } from './button.tsx';
import { useText } from '../i18n/use-text.tsx';
import { Brand } from './brand.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { NextDoor } from './next-door.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { errorKind } from './error-kind.ts';

/** What happened, what was kept, what to do now: in place of a page that could not be shown. */
export function ErrorHelp({ error, number }: { error: unknown; number?: string }) {
  const t = useText('shell');
  const kind = errorKind(isRouteErrorResponse(error) ? error.status : undefined);
  return (
    <main className="lost" id="main">
      <NextDoor className="lost__door" kind={kind === 'missing' ? 'shut' : 'sign'} label={t('error.door')} />
      <div className="stack-4">
        <h1>{t(`${kind}.title`)}</h1>
        <dl className="stack-3">
          <div><dt className="small quiet">{t('error.happened')}</dt><dd>{t(`${kind}.happened`)}</dd></div>
          <div><dt className="small quiet">{t('error.kept')}</dt><dd>{t(`${kind}.kept`)}</dd></div>
          <div><dt className="small quiet">{t('error.now')}</dt><dd>{t(`${kind}.now`)}</dd></div>
        </dl>
        <p className="row"><ButtonLink to="/" reloadDocument tone="primary">{t('error.toFirstPage')}</ButtonLink></p>
        {number && <p className="small quiet">{t('error.number', { number })}</p>}
      </div>
    </main>
  );
}

/** The same with a slim bar above it, for when no frame could be drawn. */
export function ErrorPage({ error }: { error: unknown }) {
  return (
    <>
      <header className="phonebar">
        <Brand />
        <span className="row row--tight"><LanguageMenu /><ThemeMenu /></span>
      </header>
      <ErrorHelp error={error} />
    </>
  );
}
