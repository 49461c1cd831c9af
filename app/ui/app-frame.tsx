import { Link, NavLink } from '@remix-run/react';
import { LogOut, Menu as MenuIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Brand } from './brand.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { LanguageLine } from './language-menu.tsx';
import { Menu } from './menu.tsx';
import { SearchBox } from './person-picker.tsx';
import { SkipLink } from './skip-link.tsx';
import { Strip } from './strip.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { ZoneProvider } from './zone.tsx';

export interface NavItem {
  to: string;
  label: string;
  /** How many things there need the reader; a marigold badge. */
  needs?: number | undefined;
  /** Only this very address is "here", not the ones below it. */
  end?: boolean;
}

interface AppFrameProps {
  items: readonly NavItem[];
  /** `elsewhere`: where they go to work for another place of theirs, if they have one; `own`: their page about themselves. */
  person: { name: string; line: string; elsewhere?: { to: string; label: string } | undefined; own?: { to: string; label: string } };
  zone: string;
  search?: { action: string; label: string; query?: string };
  signOffAction: string;
  children: ReactNode;
}

/** Around every page of people who sign in: navigation on top, folded into one menu on a phone; works without a script. */
export function AppFrame({ items, person, zone, search, signOffAction, children }: AppFrameProps) {
  const t = useText('shell');
  const who = <p className="who"><b>{person.own ? <Link to={person.own.to}>{person.name}<span className="sr">: {person.own.label}</span></Link> : person.name}</b>{person.line}{person.elsewhere && <>{' · '}<Link to={person.elsewhere.to}>{person.elsewhere.label}</Link></>}</p>;
  const signOff = <form className="sign-off" method="post" action={signOffAction}><Button icon={LogOut}>{t('signOff')}</Button></form>;
  return (
    <ZoneProvider zone={zone}>
      <SkipLink />
      <Strip />
      <header className="topbar">
        <Brand to="/" />
        <nav className="nav" aria-label={t('nav.main')}>{items.map((item) => <NavEntry key={item.to} item={item} />)}</nav>
        <div className="topbar__end">
          {search && <SearchBox {...search} />}
          <ThemeMenu />
          {who}
          {signOff}
          <Menu wide summary={<><Icon of={MenuIcon} />{t('nav.menu')}</>}>
            {search && <SearchBox {...search} />}
            <nav aria-label={t('nav.main')}>{items.map((item) => <NavEntry key={item.to} item={item} inMenu />)}</nav>
            {who}
            {signOff}
          </Menu>
        </div>
      </header>
      <main className="page" id="main" tabIndex={-1}>{children}</main>
      <footer className="page-foot"><LanguageLine /></footer>
    </ZoneProvider>
  );
}

function NavEntry({ item, inMenu }: { item: NavItem; inMenu?: boolean }) {
  const t = useText('shell');
  return (
    <NavLink to={item.to} end={item.end} className={inMenu ? 'nav-item' : undefined}>
      {item.label}
      {item.needs ? <> <span className="dot"><span aria-hidden="true">{item.needs}</span><span className="sr">{t('nav.needsYou', { count: item.needs })}</span></span></> : null}
    </NavLink>
  );
}
