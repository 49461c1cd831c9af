import { isRouteErrorResponse, useLocation, useRouteLoaderData } from '@remix-run/react';
import { useText } from '../i18n/use-text.tsx';
import { Brand } from './brand.tsx';
import { ButtonLink } from './button.tsx';
import { errorKind } from './error-kind.ts';
import { LanguageMenu } from './language-menu.tsx';
import { NextDoor } from './next-door.tsx';
import { SkipLink } from './skip-link.tsx';
import { ThemeMenu } from './theme-menu.tsx';

/** The number that the log has for the request behind this page: root's loader runs with every page's. */
function useRequestNumber(): string | undefined {
  const root = useRouteLoaderData('root') as { requestId?: unknown } | undefined;
  return typeof root?.requestId === 'string' ? root.requestId : undefined;
}

/** What happened, what was kept, what to do now: in place of a page that could not be shown. */
export function ErrorHelp({ error }: { error: unknown }) {
  const t = useText('shell');
  const { pathname, search } = useLocation();
  const number = useRequestNumber();
  const kind = errorKind(isRouteErrorResponse(error) ? error.status : error);
  const worthAnotherTry = kind === 'busy' || kind === 'broken' || kind === 'offline' || kind === 'refused';
  return (
    <div className="lost">
      <NextDoor className="lost__door" kind={kind === 'missing' ? 'shut' : 'sign'} label={t('error.door')} />
      <div className="stack-4">
        <h1>{t(`${kind}.title`)}</h1>
        <dl className="stack-3">
          <div><dt className="small quiet">{t('error.happened')}</dt><dd>{t(`${kind}.happened`)}</dd></div>
          <div><dt className="small quiet">{t('error.kept')}</dt><dd>{t(`${kind}.kept`)}</dd></div>
          <div><dt className="small quiet">{t('error.now')}</dt><dd>{t(`${kind}.now`)}</dd></div>
        </dl>
        {kind !== 'expired' && (
          <p className="row">
            {worthAnotherTry && <ButtonLink to={pathname + search} reloadDocument tone="primary">{t('error.tryAgain')}</ButtonLink>}
            <ButtonLink to="/" reloadDocument tone={worthAnotherTry ? 'normal' : 'primary'}>{t('error.toFirstPage')}</ButtonLink>
          </p>
        )}
        {kind === 'broken' && number && <p className="small quiet">{t('error.number', { number })}</p>}
      </div>
    </div>
  );
}

/** The same with a slim bar above it, for when no frame could be drawn. */
export function ErrorPage({ error }: { error: unknown }) {
  return (
    <>
      <SkipLink />
      <header className="phonebar">
        <Brand />
        <span className="row row--tight"><LanguageMenu /><ThemeMenu /></span>
      </header>
      <main id="main" tabIndex={-1}><ErrorHelp error={error} /></main>
    </>
  );
}
