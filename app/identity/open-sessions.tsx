import { Form } from '@remix-run/react';
import { LogOut } from 'lucide-react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import { Tag } from '../ui/tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import type { OpenSession } from './open-sessions.server.ts';

/** Where somebody is signed in: each device in plain words, since when, last seen; one tap ends one of them, or all others. Works without a script. */
export function OpenSessions({ sessions, zone }: { sessions: readonly OpenSession[]; zone: string }) {
  const t = useText('sessions');
  const others = sessions.filter(({ isThis }) => !isThis).length;
  return (
    <Section title={t('list.title')} count={sessions.length}>
      <ul className="plainlist sessions">
        {sessions.map((session) => (
          <li key={session.id} className="row row--between">
            <span>
              <b><DeviceName device={session.device} /></b>{' '}
              {session.isThis && <Tag tone="ok">{t('list.this')}</Tag>}
              <span className="sub">{t(`way.${session.way}`)}{session.sharedDevice && <>, {t('list.shared')}</>}</span>
              <span className="sub">{t('list.began')} <TimeText at={session.beganAt} zone={zone} form="shortDayTime" />{' · '}{t('list.seen')} <TimeText at={session.seenAt} zone={zone} form="shortDayTime" /></span>
            </span>
            {!session.isThis && (
              <Form method="post" action={`/me/sign-in/sessions/${session.id}/end`}>
                <Button icon={LogOut}>{t('list.end')} <span className="sr"><DeviceName device={session.device} /></span></Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {others > 1 && <Form method="post" action="/me/sign-in/other-sessions/end"><p><Button tone="danger" icon={LogOut}>{t('list.endOthers')}</Button></p></Form>}
      <p className="small soft">{t('list.unknown')}</p>
    </Section>
  );
}

function DeviceName({ device: { browser, system } }: Pick<OpenSession, 'device'>) {
  const t = useText('sessions');
  if (browser && system) return <>{t('device.both', { browser, system })}</>;
  return <>{browser ?? system ?? t('device.unknown')}</>;
}
