import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { ExchangeView } from "#/api/types/ExchangeView.ts";
import type { PlaceView } from "#/api/types/PlaceView.ts";
import type { SetVariable } from "#/api/types/SetVariable.ts";
import { VariablePlaces } from "#/features/request/VariableCard.tsx";
import { historyHitsQuery } from "#/state/queries/history.ts";
import { environmentsQuery, visibleVariablesQuery } from "#/state/queries/variables.ts";
import { answeredBefore, hostNames, hostOf } from "#/state/rules/hosts.ts";
import type { Item } from "#/state/rules/items.ts";
import { Button } from "#/ui/Button.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Message, sentence } from "#/ui/Message.tsx";
import { words } from "#/words/app.ts";
import { timeFormat } from "#/words/locale.ts";
import { rich } from "#/words/rich.tsx";
import css from "./Evidence.module.css";
import { useOpenPlace } from "./ItemCards.tsx";

/** Codes of a server that was not reached: its address is worth a look. */
const OUT_OF_REACH = ["unknown_host", "refused", "unreachable"];

/** Props of what is known beside the exchange; `url` is the line of the request as typed. */
export type EvidenceProps = { item: Item; url: string; exchange: ExchangeView; onSend: () => void };

/** What the request, its variables and the history know of why a send has no answer. */
export function Evidence({ item, url, exchange, onSend }: EvidenceProps) {
  const unknown = exchange.problems.flatMap(({ code, message }) =>
    code === "unresolved_variable" ? [/`([^`]+)`/.exec(message)?.[1] ?? ""] : [],
  );
  const [name] = unknown;
  if (name) return <Unresolved key={name} item={item} name={name} onSend={onSend} />;
  if (exchange.problems.some(({ code }) => OUT_OF_REACH.includes(code))) {
    return <Origin item={item} url={url} exchange={exchange} />;
  }
  return null;
}

type Scope = "in_use" | "item";

/** Where a name was looked for, and a field that gives it a value. */
function Unresolved({ item, name, onSend }: { item: Item; name: string; onSend: () => void }) {
  const view = useQuery(visibleVariablesQuery(item)).data;
  const active = useQuery(environmentsQuery(item.collection)).data?.active;
  const [value, setValue] = useState("");
  const [chosen, setChosen] = useState<Scope | null>(null);
  const [problem, setProblem] = useState("");
  const scope = chosen ?? (active === undefined ? "item" : "in_use");
  const text = words().response;
  const set = async () => {
    const command: SetVariable = { place: { kind: scope, collection: item.collection, name: "" }, name, value };
    try {
      await post("/api/variables/set", command);
      onSend();
    } catch (thrown) {
      setProblem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <>
      <h4>{text.lookedFor}</h4>
      {view ? <VariablePlaces view={view} name={name} /> : null}
      <h4>{text.giveValue}</h4>
      <form
        className={css.fix}
        onSubmit={(event) => {
          event.preventDefault();
          void set();
        }}
      >
        <Select<Scope>
          name={text.keepIn}
          value={scope}
          onChoose={setChosen}
          choices={[
            ...(active === undefined
              ? []
              : [{ value: "in_use" as const, text: text.selection.environment({ name: active }) }]),
            { value: "item", text: text.selection.collection },
          ]}
        />
        <TextField
          mono
          name={text.valueOf({ name })}
          placeholder={words().table.value}
          value={value}
          onText={setValue}
        />
        <Button type="submit" icon={Check}>
          {text.setAndSend}
        </Button>
      </form>
      {problem === "" ? null : (
        <p className={css.wrong} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

const when = timeFormat({ dateStyle: "medium", timeStyle: "short" });

/** Which variables the host is made of, and whether it, or one that is spelled nearly so, answered before. */
function Origin({ item, url, exchange }: Omit<EvidenceProps, "onSend">) {
  const view = useQuery(visibleVariablesQuery(item)).data;
  const host = hostOf(exchange.url) ?? hostOf(url) ?? "";
  const history = useQuery(historyHitsQuery("")).data ?? [];
  const openPlace = useOpenPlace(item);
  const text = words().response.origin;
  const from = hostNames(url).flatMap((name) => {
    const known = view?.variables.find((one) => one.name === name);
    const place = known?.wins === undefined ? undefined : view?.places[known.wins];
    const value = known?.values.find((one) => one.place === known.wins);
    return place && value ? [{ name, place, value }] : [];
  });
  const before = answeredBefore(history, host);
  if (from.length === 0 && !before) return null;
  return (
    <>
      <h4>{text.title}</h4>
      <ul className={css.list}>
        {from.map(({ name, place, value }) => (
          <li key={name}>
            {rich(value.is_secret ? text.hidden : text.is, {
              variable: <code>{`{{${name}}}`}</code>,
              value: <code>{value.value}</code>,
              place: <PlaceLink place={place} onOpen={() => openPlace(place)} />,
            })}
          </li>
        ))}
        {before ? (
          <li>
            <Message
              text={(before.host === host ? text.answered : text.meant)({
                host: before.host,
                when: when.format(before.at_ms),
              })}
            />
          </li>
        ) : null}
      </ul>
    </>
  );
}

/** A place by its name; it opens where variables can be edited there. */
function PlaceLink({ place, onOpen }: { place: PlaceView; onOpen: () => void }) {
  const kind = words().variable.places[place.kind];
  const name = place.name === "" ? kind : `${kind} ${place.name}`;
  if (place.kind === "request" || place.kind === "folder") return name;
  return (
    <button type="button" className={css.link} onClick={onOpen}>
      {name}
    </button>
  );
}
