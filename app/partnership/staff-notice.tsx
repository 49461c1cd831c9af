import { useText } from '../i18n/use-text.tsx';
import { Notice } from '../ui/notice.tsx';
import type { StaffDone } from './staff-page.server.ts';

const toneOf: Partial<Record<StaffDone, 'needs' | 'danger'>> = { 'no-address': 'needs', 'can-sign-in': 'needs', 'last-administrator': 'danger', 'nobody-else-signs-in': 'danger' };

/** What the form that led back to a page of people has done, or why it did not. */
export function StaffNotice({ done }: { done: StaffDone }) {
  const t = useText('partnership');
  return <Notice tone={toneOf[done] ?? 'go'} role={toneOf[done] === 'danger' ? 'alert' : 'status'}><b>{t(`staff.${done}`)}</b></Notice>;
}
