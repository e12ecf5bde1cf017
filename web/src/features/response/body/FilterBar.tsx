import { Funnel, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { IconButton } from "#/ui/Button.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { words } from "#/words/app.ts";
import css from "../Bars.module.css";

/** Props of the filter of a body. `matches` is absent while nothing was filtered, `problem` while the path is fine. */
export type FilterBarProps = {
  path: string;
  matches: number | undefined;
  isBusy: boolean;
  problem: string | undefined;
  onPath: (path: string) => void;
  onClose: () => void;
};

/** A JSONPath, and how much of the answer it selects. */
export function FilterBar({ path, matches, isBusy, problem, onPath, onClose }: FilterBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
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
        name={words().response.filter.name}
        icon={Funnel}
        mono
        value={path}
        placeholder={words().response.filter.hint}
        wrong={problem !== undefined}
        className={css.path}
        onText={onPath}
      />
      <span className={problem ? css.wrong : css.count} role="status">
        {problem ??
          (isBusy
            ? words().response.filter.busy
            : matches === undefined
              ? ""
              : matches === 0
                ? words().response.filter.noMatches
                : words().response.filter.matches({ count: matches }))}
      </span>
      <IconButton icon={X} name={words().response.filter.close} keys="Esc" onClick={onClose} />
    </search>
  );
}
