import { Globe } from "lucide-react";
import { Fragment } from "react";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import { duration, size } from "#/state/rules/formats.ts";
import { waterfall } from "#/state/rules/waterfall.ts";
import { HoverCard } from "#/ui/overlays/HoverCard.tsx";
import { words } from "#/words/app.ts";
import { Certificates } from "./Certificates.tsx";
import css from "./Facts.module.css";

/** Time and size of an answer and the connection it came by; each with its details on a card. */
export function Facts({ view }: { view: ExchangeView }) {
  return (
    <>
      {view.duration_us > 0 ? <Time view={view} /> : null}
      {view.status === undefined ? null : <Sizes view={view} />}
    </>
  );
}

function Time({ view }: { view: ExchangeView }) {
  const { rows, phases } = waterfall(view.hops);
  const shown = duration(view.duration_us);
  return (
    <HoverCard
      name={words().response.time({ time: shown })}
      title={words().response.time({ time: shown })}
      shown={shown}
    >
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hops have no other name than their place.
        <div key={index} className={css.hop}>
          {rows.length > 1 ? <span className={`cut ${css.address}`}>{row.title}</span> : null}
          <div className={css.bar} aria-hidden>
            {row.bars.map((bar) => (
              <i key={bar.phase} className={css[bar.phase]} style={{ left: `${bar.from}%`, width: `${bar.width}%` }} />
            ))}
          </div>
        </div>
      ))}
      <table className={css.table}>
        <tbody>
          {phases.map(({ phase, us }) => (
            <tr key={phase}>
              <th scope="row">
                <i className={`${css.sign} ${css[phase]}`} aria-hidden />
                {words().phases[phase]}
              </th>
              <td>{duration(us)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </HoverCard>
  );
}

function Sizes({ view }: { view: ExchangeView }) {
  const last = view.hops.at(-1);
  const shown = size(view.head_bytes + view.body_wire_bytes);
  const rows: [string, string][] = [
    [words().response.sizes.receivedHead, size(view.head_bytes)],
    [words().response.sizes.receivedBody, size(view.body_wire_bytes)],
  ];
  if (view.body_bytes !== view.body_wire_bytes) rows.push([words().response.sizes.decoded, size(view.body_bytes)]);
  if (last) {
    rows.push([words().response.sizes.sentHead, size(last.sent_head_bytes)]);
    rows.push([words().response.sizes.sentBody, size(last.sent_body_bytes)]);
  }
  return (
    <HoverCard
      name={words().response.size({ size: shown })}
      title={words().response.size({ size: shown })}
      shown={shown}
    >
      <List rows={rows} />
    </HoverCard>
  );
}

/** The connection of the last hop; nothing where there was none. */
export function Network({ view }: { view: ExchangeView }) {
  const hop = view.hops.at(-1);
  const connection = hop?.connection;
  if (!connection) return null;
  const text = words().response.connection;
  const rows: [string, string][] = [
    [text.remote, connection.remote],
    [text.local, connection.local],
  ];
  if (connection.proxy !== undefined) rows.push([text.proxy, connection.proxy]);
  if (hop.version !== undefined) rows.push([text.version, hop.version]);
  rows.push([text.reused, connection.is_reused ? text.yes : text.no]);
  rows.push([text.tls, connection.tls_version ?? text.noTls]);
  if (connection.tls_cipher !== undefined) rows.push([text.cipher, connection.tls_cipher]);
  if (connection.is_verified !== undefined) {
    rows.push([
      text.certificate,
      connection.is_chosen ? text.chosen : connection.is_verified ? text.verified : text.unverified,
    ]);
  }
  return (
    <HoverCard name={text.name} title={text.name} shown={<Globe size={16} strokeWidth={1.75} aria-hidden />}>
      <List rows={rows} />
      {connection.certificates.length === 0 ? null : (
        <div className={css.chain}>
          <Certificates
            certificates={connection.certificates}
            lacksAuthority={false}
            isChecked={connection.is_verified ?? false}
          />
        </div>
      )}
    </HoverCard>
  );
}

function List({ rows }: { rows: readonly [string, string][] }) {
  return (
    <dl className={css.list}>
      {rows.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
