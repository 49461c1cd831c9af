import type { ReactNode } from 'react';
import { Brand } from '../ui/brand.tsx';
import { LanguageMenu } from '../ui/language-menu.tsx';
import { SkipLink } from '../ui/skip-link.tsx';
import { Strip } from '../ui/strip.tsx';
import { ThemeMenu } from '../ui/theme-menu.tsx';
import './identity.css';

/** Around the pages that are seen before anyone has come in: mark, language, light and dark. `wide` for lists, else one column. */
export function EntranceFrame({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <Strip />
      <header className="phonebar">
        <Brand to="/" />
        <span className="row row--tight"><LanguageMenu /><ThemeMenu /></span>
      </header>
      <main className={wide ? 'page' : 'family'} id="main" tabIndex={-1}>{children}</main>
    </>
  );
}
