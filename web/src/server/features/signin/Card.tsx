import { type ReactNode, useEffect } from "react";
import { Mark } from "#/ui/signs/WaystationMark.tsx";
import { words } from "#/words/server.ts";
import css from "./Card.module.css";

/** A page before the door: the mark, what it is about, and a card on a road with lantern posts. */
export function Card(props: {
  title: string;
  lead: ReactNode;
  isWide?: boolean;
  below?: ReactNode;
  children: ReactNode;
}) {
  const { title, lead, isWide = false, below, children } = props;
  useEffect(() => {
    document.title = words().titled({ page: title });
  }, [title]);
  return (
    <div className={css.page}>
      <main className={isWide ? `${css.column} ${css.wide}` : css.column}>
        <div className={css.head}>
          <Mark className={css.mark} />
          <h1>{title}</h1>
          <p className={css.lead}>{lead}</p>
        </div>
        <div className={css.card}>{children}</div>
        {below ? <div className={css.below}>{below}</div> : null}
      </main>
      <Road />
    </div>
  );
}

const POST = (
  <>
    <circle cx="12" cy="7" r="5" />
    <path d="M12 12v4" />
    <path className={css.flare} d="M12 15.2c0 2.8-1.5 4.4-4 6.6h8c-2.5-2.2-4-3.8-4-6.6z" />
  </>
);

function Road() {
  return (
    <svg className={css.land} viewBox="0 0 1440 260" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <path className={css.far} d="M0 260V150c180-60 360-40 540 0s420 30 600-20 220-50 300-30v160z" />
      <path className={css.near} d="M0 260v-60c220-50 420-20 620 6s420 10 560-24 200-30 260-20v98z" />
      <path className={css.road} d="M-10 236c240-44 430-24 630-2s430 6 570-24 200-28 262-20" />
      <g className={css.post} transform="translate(1180 146) scale(2.6)">
        {POST}
      </g>
      <g className={`${css.post} ${css.faint}`} transform="translate(846 168) scale(1.5)">
        {POST}
      </g>
      <g className={`${css.post} ${css.faint}`} transform="translate(560 176) scale(.95)">
        {POST}
      </g>
    </svg>
  );
}
