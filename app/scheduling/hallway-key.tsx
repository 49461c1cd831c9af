import { useText } from '../i18n/use-text.tsx';
import { DoorKey } from '../ui/door-key.tsx';

/** What the doors of a hallway mean; `name` is for whom a door is sought. */
export function HallwayKey({ name, home }: { name?: string | undefined; home?: boolean }) {
  const t = useText('hallway');
  return (
    <DoorKey
      label={t('key')}
      doors={[
        { door: 'open', title: t('key.open'), detail: name ? t('key.open.fits', { name }) : t('key.open.free') },
        { door: 'lit', title: t('key.lit'), detail: t('key.lit.means') },
        { door: 'closed', title: t('key.closed'), detail: t('key.closed.means') },
        { door: 'held', title: t('key.held'), detail: t('key.held.means') },
        ...(home ? [{ door: 'home' as const, title: t('key.home'), detail: t('key.home.means') }, { door: 'sign' as const, title: t('key.sign'), detail: t('key.sign.off') }] : [
          { door: 'sign' as const, title: t('key.sign'), detail: t('key.sign.means') },
          { door: 'tape' as const, title: t('key.tape'), detail: t('key.tape.means') },
        ]),
        ...(name ? [{ door: 'shut' as const, title: t('key.shut'), detail: t('key.shut.not-for', { name }) }] : [{ door: 'done' as const, title: t('key.done'), detail: t('key.done.means') }, { door: 'shut' as const, title: t('key.shut'), detail: t('key.shut.over') }]),
      ]}
    />
  );
}
