import type { ReactNode } from 'react';
import { Brand } from './brand.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { SkipLink } from './skip-link.tsx';
import { Strip } from './strip.tsx';
import { ThemeMenu } from './theme-menu.tsx';

/** A shared tablet on a wall: one thing, large, in the middle; never a name of what it is for. */
export function TabletFrame({ foot, children }: { foot?: ReactNode; children: ReactNode }) {
  return (
    <div className="tablet">
      <SkipLink />
      <Strip />
      <header className="phonebar">
        <Brand />
        <span className="row row--tight"><LanguageMenu /><ThemeMenu /></span>
      </header>
      <main className="tablet__main" id="main" tabIndex={-1}>{children}</main>
      {foot && <footer className="tablet__foot">{foot}</footer>}
    </div>
  );
}
