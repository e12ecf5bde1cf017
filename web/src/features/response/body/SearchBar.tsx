import { ChevronDown, ChevronUp, Search as Glass, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Wanted } from "#/state/queries/bodies.ts";
import { IconButton } from "#/ui/Button.tsx";
import { Checkbox } from "#/ui/fields/Checkbox.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { words } from "#/words/app.ts";
import css from "../Bars.module.css";

/** Props of the search in a body. `at` counts hits from 0; `opened` rises when the person asks for the bar again. */
export type SearchBarProps = {
  wanted: Wanted;
  count: number;
  isMore: boolean;
  isDone: boolean;
  problem: string | undefined;
  at: number;
  opened: number;
  onWanted: (wanted: Wanted) => void;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
};

/** What is looked for, how often it is there, and the way from one place to the next. */
export function SearchBar(props: SearchBarProps) {
  const { wanted, count, problem, at, opened, onWanted, onStep, onClose } = props;
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, the field takes the focus again.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [opened]);
  return (
    <search
      className={css.bar}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <TextField
        ref={field}
        name={words().response.find.name}
        icon={Glass}
        value={wanted.text}
        wrong={problem !== undefined}
        className={css.field}
        onText={(text) => onWanted({ ...wanted, text })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || count === 0) return;
          event.preventDefault();
          onStep(event.shiftKey ? -1 : 1);
        }}
      />
      <span className={problem ? css.wrong : css.count} role="status">
        {problem ? problem : wanted.text === "" ? "" : placeOf(at + 1, props)}
      </span>
      <IconButton
        icon={ChevronUp}
        name={words().response.find.previous}
        keys="Shift Enter"
        aria-disabled={count === 0}
        onClick={() => count > 0 && onStep(-1)}
      />
      <IconButton
        icon={ChevronDown}
        name={words().response.find.next}
        keys="Enter"
        aria-disabled={count === 0}
        onClick={() => count > 0 && onStep(1)}
      />
      <span className={css.option}>
        <Checkbox
          name={words().response.find.matchCase}
          checked={wanted.matchesCase}
          onCheck={(matchesCase) => onWanted({ ...wanted, matchesCase })}
        />
        <span aria-hidden>{words().response.find.matchCase}</span>
      </span>
      <span className={css.option}>
        <Checkbox
          name={words().response.find.expression}
          checked={wanted.isExpression}
          onCheck={(isExpression) => onWanted({ ...wanted, isExpression })}
        />
        <span aria-hidden>{words().response.find.expression}</span>
      </span>
      <span className={css.space} />
      <IconButton icon={X} name={words().response.find.close} keys="Esc" onClick={onClose} />
    </search>
  );
}

/** Which match it is of how many; more than are shown, or than were found so far, is said. */
function placeOf(at: number, { count, isMore, isDone }: SearchBarProps): string {
  const { none, searching, place, placeOfMore, placeSoFar } = words().response.find;
  if (count === 0) return isDone ? none : searching;
  return (isMore ? placeOfMore : isDone ? place : placeSoFar)({ at, count });
}
