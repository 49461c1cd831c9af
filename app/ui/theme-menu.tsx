import { useRouteLoaderData } from '@remix-run/react';
import { Moon, Monitor, Sun } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Icon, type LucideIcon } from './icon.tsx';
import { PreferenceMenu } from './preference-menu.tsx';
import { isTheme, THEMES, type Theme } from './theme.ts';

const ICONS: Readonly<Record<Theme, LucideIcon>> = { light: Sun, dark: Moon, system: Monitor };

/** The theme this page was drawn in, as root's loader read it. */
export function useTheme(): Theme {
  const theme = (useRouteLoaderData('root') as { theme?: unknown } | undefined)?.theme;
  return isTheme(theme) ? theme : 'system';
}

/** Light, dark, or as the device is set. */
export function ThemeMenu() {
  const t = useText('shell');
  const chosen = useTheme();
  return (
    <PreferenceMenu
      action="/theme" name="theme" label={t('theme.label')} chosen={chosen} iconOnly
      summary={<svg className="icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8.5" /><path d="M12 3.5v17a8.5 8.5 0 0 0 0-17z" fill="currentColor" /></svg>}
      choices={THEMES.map((theme) => ({ value: theme, label: t(`theme.${theme}`), icon: <Icon of={ICONS[theme]} /> }))}
    />
  );
}
