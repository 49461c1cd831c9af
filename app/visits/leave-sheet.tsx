import { useFetcher } from '@remix-run/react';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** The therapist leaves alone and can come back, or ends the visit for all. */
export function LeaveSheet({ appointmentId, leave }: { appointmentId: string; leave: () => void }) {
  const t = useText('visits');
  const fetcher = useFetcher();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="button" className="controls__leave" icon={LogOut} onClick={() => setOpen(true)}>{t('room.leave')}</Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('leave.title')}
        actions={(
          <>
            <Button type="button" onClick={leave}>{t('leave.alone')}</Button>
            <fetcher.Form method="post" action={`/visits/${appointmentId}/end`}>
              <Button tone="primary" aria-disabled={fetcher.state !== 'idle' || undefined}>{t('leave.endForAll')}</Button>
            </fetcher.Form>
          </>
        )}
      >
        <p>{t('leave.text')}</p>
      </Dialog>
    </>
  );
}
