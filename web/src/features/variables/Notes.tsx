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
import { listed } from "#/words/words.ts";
import css from "./Variables.module.css";

type Look = { icon: LucideIcon; tone: string | undefined; short: string; whole: string };

/** The icon of the first note and what all of them say; where there is little room the first alone, in short. */
export function Notes({ notes }: { notes: readonly VariableNote[] }) {
  const looks = notes.map(lookOf);
  const [main] = looks;
  if (!main) return null;
  const Icon = main.icon;
  const whole = listed(looks.map((look) => look.whole));
  return (
    <span className={`${css.noteLine} ${main.tone ?? ""}`} title={whole}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      <span className="cut">
        <span className={css.narrow}>{main.short}</span>
        <span className={css.wide}>{whole}</span>
      </span>
    </span>
  );
}

function lookOf(note: VariableNote): Look {
  const { notes } = words().variables;
  switch (note.note) {
    case "unresolved": {
      const whole = notes.unresolvedWhole({ names: note.names.join(", ") });
      return { icon: CircleAlert, tone: css.bad, short: notes.unresolved, whole };
    }
    case "no_secret":
      return { icon: KeyRound, tone: css.bad, short: notes.noSecret, whole: notes.noSecretWhole };
    case "overridden": {
      const whole = notes.overriddenWhole({ name: scopeName(note.by) });
      return { icon: CornerDownRight, tone: css.warn, short: notes.overridden, whole };
    }
    case "overrides": {
      const whole = notes.overridesWhole({ name: scopeName(note.by) });
      return { icon: Layers, tone: undefined, short: notes.overrides, whole };
    }
    case "differs":
      return { icon: Pencil, tone: undefined, short: notes.differs, whole: notes.differsWhole };
    case "only_here":
      return { icon: Monitor, tone: undefined, short: notes.onlyHere, whole: notes.onlyHereWhole };
    case "named_twice":
      return { icon: CopyX, tone: css.warn, short: notes.twice, whole: notes.twiceWhole };
    case "not_used":
      return { icon: Minus, tone: undefined, short: notes.notUsed, whole: notes.notUsed };
  }
}

/** What a person calls a scope. */
export function scopeName(scope: VariableScope): string {
  return scope.name === "" ? words().variables.scopes[scope.kind] : scope.name;
}
