import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { SkipLink } from './skip-link.tsx';
import { Strip } from './strip.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { ZoneProvider } from './zone.tsx';

/** Around pages that people open from a link, mostly on a phone: mark, language, light and dark, one column. */
export function FamilyFrame({ zone, children }: { zone: string; children: ReactNode }) {
  return (
    <ZoneProvider zone={zone}>
      <SkipLink />
      <Strip />
      <header className="phonebar">
        <Brand />
        <span className="row row--tight"><LanguageMenu /><ThemeMenu /></span>
      </header>
      <main className="family" id="main" tabIndex={-1}>{children}</main>
    </ZoneProvider>
  );
}

/** The summary that comes before any choice: lines with a sign each, between a heavy and a light rule. */
export function Brief({ title, children, foot }: { title: ReactNode; children: ReactNode; foot?: ReactNode }) {
  return <section className="brief"><h2>{title}</h2><ul>{children}</ul>{foot && <p>{foot}</p>}</section>;
}
