import { AudioLines, Lock, LogOut, Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { AttachedSound } from './attached.tsx';
import { SideTile, StagePicture, type Called } from './participant-tile.tsx';
import { RoomNotices } from './room-notices.tsx';
import type { PassAnswer, RoomPhase } from './room-snapshot.ts';
import { useVideoRoom } from './use-video-room.client.ts';

export type VideoRoomProps = {
  /** Who and where, as the page's heading says it. */
  title: ReactNode;
  clock?: ReactNode;
  /** Facts that never leave the screen: what the start gate found out. */
  facts?: ReactNode;
  panel?: ReactNode;
  safety?: ReactNode;
  callBack: ReactNode;
  /** Null for somebody whom the portal does not know of: drawn as such, never hidden. */
  calledOf: (identity: string) => (Called & { main: boolean }) | null;
  askForPass: () => Promise<PassAnswer>;
  /** The visit is over for this browser. */
  onOver: (phase: RoomPhase, reason: string | null) => void;
  /** In place of the plain button to leave (the therapist chooses between leaving and ending for all). */
  leaving?: (leave: () => void) => ReactNode;
};

const over = new Set<RoomPhase>(['refused', 'elsewhere', 'removed', 'ended', 'left']);

/** The visit itself: pictures, voices, the controls, and what stands in the way. */
export default function VideoRoom({ title, clock, facts, panel, safety, callBack, calledOf, askForPass, onOver, leaving }: VideoRoomProps) {
  const t = useText('visits');
  const { snapshot, connection } = useVideoRoom(askForPass);
  const { phase, reason, others, self, encrypted, quality } = snapshot;
  useEffect(() => {
    if (over.has(phase)) onOver(phase, reason);
  }, [phase, reason, onOver]);

  const named = others.map((person) => ({ person, called: calledOf(person.identity) ?? { name: t('room.unknown'), note: null, main: false } }));
  const onStage = named.find(({ called }) => called.main) ?? named[0];
  const leave = () => void connection?.leave();
  const toggle = (kind: 'camera' | 'microphone', on: boolean) => void connection?.turn(kind, on);

  return (
    <div className={facts ? 'video' : 'video video--plain'}>
      <header className="video__bar">
        <h1 className="video__title">{title}</h1>
        {encrypted && <p className="video__lock"><Icon of={Lock} />{t('room.encrypted')}</p>}
        {clock}
        {quality !== 'unknown' && <p className={quality === 'good' ? 'video__net' : 'video__net video__net--weak'}><Icon of={AudioLines} />{t(`room.quality.${quality}`)}</p>}
      </header>
      {facts}
      <main className={panel ? 'video__main' : 'video__main video__main--alone'} id="main">
        <section className="stage" aria-label={t('room.stage')}>
          {onStage
            ? <StagePicture called={onStage.called} camera={onStage.person.camera} micOn={onStage.person.micOn} shaky={onStage.person.shaky} />
            : <p className="stage__empty">{phase === 'in' ? t('room.alone') : t('room.entering')}</p>}
          <RoomNotices snapshot={snapshot} callBack={callBack} onTry={(kind) => toggle(kind, true)} onSound={() => void connection?.turnSoundOn()} />
          <div className="stage__side">
            {named.filter((one) => one !== onStage).map(({ person, called }) => (
              <SideTile key={person.identity} called={called} camera={person.camera} micOn={person.micOn} speaking={person.speaking} />
            ))}
            <SideTile called={{ name: t('room.you'), note: null }} camera={self.camera} micOn={self.micOn} mirrored />
          </div>
          {others.map((person) => person.sound && <AttachedSound key={person.identity} of={person.sound} />)}
        </section>
        {panel}
      </main>
      <footer className={safety ? 'controls' : 'controls controls--plain'} aria-label={t('room.controls')}>
        {safety ?? <span className="controls__rest" />}
        <div className="controls__mid">
          <Control on={self.micOn} icon={self.micOn ? Mic : MicOff} onPress={() => toggle('microphone', !self.micOn)}>{self.micOn ? t('room.micOn') : t('room.micOff')}</Control>
          <Control on={self.cameraOn} icon={self.cameraOn ? Video : VideoOff} onPress={() => toggle('camera', !self.cameraOn)}>{self.cameraOn ? t('room.cameraOn') : t('room.cameraOff')}</Control>
        </div>
        {leaving ? leaving(leave) : <Button type="button" className="controls__leave" icon={LogOut} onClick={leave}>{t('room.leave')}</Button>}
      </footer>
    </div>
  );
}

function Control({ on, icon, onPress, children }: { on: boolean; icon: typeof Mic; onPress: () => void; children: ReactNode }) {
  return <button type="button" className="ctl" aria-pressed={on} onClick={onPress}><Icon of={icon} /><span>{children}</span></button>;
}
