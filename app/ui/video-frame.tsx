import { Check, ChevronDown, Lock } from 'lucide-react';
import type { ReactNode, Ref, VideoHTMLAttributes } from 'react';
import { useText } from '../i18n/use-text.tsx';
import { Icon, type LucideIcon } from './icon.tsx';
import { ThemeMenu } from './theme-menu.tsx';

interface VideoFrameProps {
  /** Who, then where in lighter type. */
  title: ReactNode;
  place?: ReactNode;
  encrypted?: boolean;
  time?: ReactNode;
  /** State of the connection: icon and word. */
  net?: ReactNode;
  /** A `GateFacts`, for those who may see it. */
  gate?: ReactNode;
  /** A `Stage`. */
  children: ReactNode;
  /** Beside the video on a laptop. */
  panel?: ReactNode;
  /** A `ControlBar`. */
  controls: ReactNode;
}

/** The whole screen of a meeting: facts that never leave it, the stage, the controls. */
export function VideoFrame({ title, place, encrypted, time, net, gate, children, panel, controls }: VideoFrameProps) {
  const t = useText('ui');
  return (
    <div className="video">
      <header className="video__bar">
        <h1 className="video__title">{title} {place && <span>{place}</span>}</h1>
        {encrypted && <p className="video__lock"><Icon of={Lock} />{t('video.encrypted')}</p>}
        {time && <p className="video__time">{time}</p>}
        {net && <p className="video__net">{net}</p>}
        <ThemeMenu />
      </header>
      {gate ?? <div className="gate gate--none" />}
      <main className={panel ? 'video__main' : 'video__main video__main--alone'} id="main" tabIndex={-1}>{children}{panel && <aside className="video__panel">{panel}</aside>}</main>
      {controls}
    </div>
  );
}

export interface GateFact {
  key: string;
  icon: LucideIcon;
  name: string;
  value: ReactNode;
}

/** What was confirmed before the start; on a phone it folds under `summary`. */
export function GateFacts({ confirmed, summary, facts }: { confirmed: ReactNode; summary: ReactNode; facts: readonly GateFact[] }) {
  const t = useText('ui');
  return (
    <section aria-label={t('video.facts')}>
      <details className="gate" open>
        <summary><Icon of={Check} /><span><b>{confirmed}</b> {summary}</span><Icon of={ChevronDown} /></summary>
        <ul>
          <li className="gate__ok"><Icon of={Check} /><b>{confirmed}</b></li>
          {facts.map((fact) => <li key={fact.key}><Icon of={fact.icon} /><span><b>{fact.name}</b>{fact.value}</span></li>)}
        </ul>
      </details>
    </section>
  );
}

/** Where the other one is seen: large, their name at the top, a caption at the foot, the small tiles at the side. */
export function Stage({ name, caption, tiles, children }: { name?: ReactNode; caption?: ReactNode; tiles?: ReactNode; children: ReactNode }) {
  const t = useText('ui');
  return (
    <section className="stage" aria-label={t('video.stage')}>
      {children}
      {name && <p className="stage__name">{name}</p>}
      {caption && <p className="stage__caption">{caption}</p>}
      {tiles && <div className="stage__side" aria-label={t('video.others')} role="group">{tiles}</div>}
    </section>
  );
}

interface ParticipantTileProps {
  name: ReactNode;
  /** What they are here: drawn after the name. */
  role?: ReactNode;
  icon?: LucideIcon;
  children: ReactNode;
}

/** One person in the meeting, small. The picture is the child: a `Picture`, or `NoPicture` while there is none. */
export function ParticipantTile({ name, role, icon, children }: ParticipantTileProps) {
  return <figure className={role ? 'tile tile--interp' : 'tile'}>{children}<figcaption>{icon && <Icon of={icon} />}<b>{name}</b>{role && <> {role}</>}</figcaption></figure>;
}

/** A video element that fills its place; attach the track through `videoRef`. `mirrored` for the reader's own picture. */
export function Picture({ videoRef, label, mirrored, ...video }: { videoRef: Ref<HTMLVideoElement>; label: string; mirrored?: boolean } & VideoHTMLAttributes<HTMLVideoElement>) {
  return <video {...video} ref={videoRef} className={mirrored ? 'picture picture--mirrored' : 'picture'} aria-label={label} autoPlay playsInline muted />;
}

/** In place of a picture: camera off, or not here yet. */
export function NoPicture({ children }: { children?: ReactNode }) {
  const t = useText('ui');
  return <div className="picture picture--none"><p>{children ?? t('video.noPicture')}</p></div>;
}
