import {
  CircleAlert,
  CopyX,
  CornerDownRight,
  KeyRound,
  Layers,
  type LucideIcon,
  Minus,
  Monitor,
  Pencil,
} from "lucide-react";
import type { VariableNote } from "#/api/types/VariableNote.ts";
import type { VariableScope } from "#/api/types/VariableScope.ts";
import { words } from "#/words/app.ts";
import css from "./Variables.module.css";

type Look = { icon: LucideIcon; tone: string | undefined; first: string; rest: string };

/** The first note with its icon; the others follow as words. */
export function Notes({ notes }: { notes: readonly VariableNote[] }) {
  const looks = notes.map(lookOf);
  const [main, ...others] = looks;
  if (!main) return null;
  const Icon = main.icon;
  const whole = (look: Look) => look.first + look.rest;
  return (
    <span className={`${css.noteLine} ${main.tone ?? ""}`} title={looks.map(whole).join(", ")}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      <span className="cut">
        {main.first}
        <span className={css.wide}>
          {main.rest}
          {others.map((look) => `, ${whole(look)}`).join("")}
        </span>
      </span>
    </span>
  );
}

function lookOf(note: VariableNote): Look {
  const { notes } = words().variables;
  switch (note.note) {
    case "unresolved":
      return { icon: CircleAlert, tone: css.bad, first: notes.unresolved, rest: `: ${note.names.join(", ")}` };
    case "no_secret":
      return { icon: KeyRound, tone: css.bad, first: notes.noSecret, rest: notes.noSecretRest };
    case "overridden":
      return {
        icon: CornerDownRight,
        tone: css.warn,
        first: notes.overridden,
        rest: ` ${notes.by(scopeName(note.by))}`,
      };
    case "overrides":
      return { icon: Layers, tone: undefined, first: notes.overrides, rest: ` ${scopeName(note.by)}` };
    case "differs":
      return { icon: Pencil, tone: undefined, first: notes.differs, rest: notes.differsRest };
    case "only_here":
      return { icon: Monitor, tone: undefined, first: notes.onlyHere, rest: notes.onlyHereRest };
    case "named_twice":
      return { icon: CopyX, tone: css.warn, first: notes.twice, rest: notes.twiceRest };
    case "not_used":
      return { icon: Minus, tone: undefined, first: notes.notUsed, rest: "" };
  }
}

/** What a person calls a scope. */
export function scopeName(scope: VariableScope): string {
  return scope.name === "" ? words().variables.scopes[scope.kind] : scope.name;
}
