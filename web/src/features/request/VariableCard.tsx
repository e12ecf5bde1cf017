import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, CircleAlert, Minus, X } from "lucide-react";
import { useState } from "react";
import type { PlaceView } from "#/api/types/PlaceView.ts";
import type { VariablesView } from "#/api/types/VariablesView.ts";
import { useProgram } from "#/state/program.tsx";
import { parentQuery } from "#/state/queries/items.ts";
import { about } from "#/state/queries/topics.ts";
import { visibleVariablesQuery } from "#/state/queries/variables.ts";
import type { Item } from "#/state/rules/items.ts";
import { fromPlace, specialPlace } from "#/state/rules/placeNames.ts";
import { Button } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Badge } from "#/ui/signs/Badge.tsx";
import { words } from "#/words/app.ts";
import css from "./VariableCard.module.css";

/** Props of a card: the name between the braces, and the item from which it is looked at. */
export type VariableCardProps = {
  name: string;
  item: Item;
  close: () => void;
  /** Opens where a place keeps its variables. */
  openPlace: (place: PlaceView) => void;
};

type Line = { key: string; kind: string; text: string; state: "here" | "lost" | "off" | "none"; isSecret: boolean };

/** What a `{{name}}` means here: which place gives the value, and which ones lose. */
export function VariableCard({ name, item, close, openPlace }: VariableCardProps) {
  const view = useQuery(visibleVariablesQuery(item)).data;
  const special = specialPlace(name);
  if (!view) return null;
  const known = view.variables.find((one) => one.name === name);
  const winner = known?.wins === undefined ? undefined : view.places[known.wins];
  const isUnknown = !winner && special === undefined;
  const canOpen = winner && !["request", "folder"].includes(winner.kind);
  return (
    <>
      <header className={css.head}>
        <code className={isUnknown ? `${css.name} ${css.unknown}` : css.name}>{`{{${name}}}`}</code>
        {isUnknown ? (
          <Badge tone="bad" icon={CircleAlert}>
            {words().variable.unresolved}
          </Badge>
        ) : (
          <Badge>{winner ? fromPlace(winner) : special}</Badge>
        )}
      </header>
      {special === undefined || winner ? (
        <VariablePlaces view={view} name={name} />
      ) : (
        <p className={css.special}>{words().variable.specialText}</p>
      )}
      {isUnknown ? <AddToCollection name={name} collection={item.collection} onDone={close} /> : null}
      {canOpen ? (
        <footer className={css.foot}>
          <Button
            onClick={() => {
              close();
              openPlace(winner);
            }}
          >
            {words().variable.edit({ name: winner.name || words().variable.places[winner.kind] })}
          </Button>
        </footer>
      ) : null}
    </>
  );
}

/** The places in which a name is looked up, and what it is in each. */
export function VariablePlaces({ view, name }: { view: VariablesView; name: string }) {
  return (
    <ul className={css.places}>
      {linesOf(view, name).map((line) => (
        <li key={line.key} className={css[line.state]}>
          {line.state === "here" ? (
            <Check size={14} strokeWidth={2.25} role="img" aria-label={words().variable.wins} />
          ) : line.state === "none" ? (
            <Minus size={14} strokeWidth={2} aria-hidden />
          ) : (
            <X size={14} strokeWidth={2} role="img" aria-label={words().variable.loses} />
          )}
          <span>{line.kind}</span>
          {line.state === "none" ? (
            <span className="cut">{line.text}</span>
          ) : (
            <code className="cut" title={line.isSecret ? undefined : line.text}>
              {line.isSecret ? (
                <span role="img" aria-label={words().variable.secret}>
                  ••••••••
                </span>
              ) : line.text === "" ? (
                words().variable.empty
              ) : (
                line.text
              )}
            </code>
          )}
        </li>
      ))}
    </ul>
  );
}

/** One line a place; folders next to each other in which the name does not stand share one. */
function linesOf(view: VariablesView, name: string): Line[] {
  const known = view.variables.find((one) => one.name === name);
  const lines: Line[] = [];
  const without: { kind: string; names: string[] }[] = [];
  const flush = () => {
    for (const { kind, names } of without.splice(0)) {
      const label = names.filter(Boolean).join(", ");
      lines.push({
        key: `${kind} ${label}`,
        kind,
        text: label === "" ? words().variable.notHere : words().variable.notHereOf({ names: label }),
        state: "none",
        isSecret: false,
      });
    }
  };
  view.places.forEach((place, at) => {
    const kind = words().variable.places[place.kind];
    const value = known?.values.find((one) => one.place === at);
    if (!value) {
      const last = without.at(-1);
      if (last?.kind === kind) last.names.push(place.name);
      else without.push({ kind, names: [place.name] });
      return;
    }
    flush();
    const state = known?.wins === at ? "here" : value.is_enabled ? "lost" : "off";
    lines.push({ key: `${at}`, kind, text: value.value, state, isSecret: value.is_secret });
  });
  flush();
  return lines;
}

function AddToCollection(props: { name: string; collection: string; onDone: () => void }) {
  const { name, collection, onDone } = props;
  const client = useQueryClient();
  const { edits } = useProgram();
  const [value, setValue] = useState("");
  const add = async () => {
    const root = { collection, path: "" };
    const { content } = await client.ensureQueryData(parentQuery(root));
    const variable = { name, value, data_type: null, description: null, is_enabled: true, is_secret: false };
    const variables = [...content.defaults.variables, variable];
    edits.editParent(root, { ...content, defaults: { ...content.defaults, variables } }, null);
    onDone();
    await edits.settled(root);
    void client.invalidateQueries({ queryKey: about("variables") });
  };
  return (
    <form
      className={css.foot}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField
        mono
        className={css.value}
        name={words().variable.value({ name })}
        placeholder={words().table.value}
        value={value}
        onText={setValue}
      />
      <Button type="submit">{words().variable.add}</Button>
    </form>
  );
}
