import { TriangleAlert, X } from "lucide-react";
import type { Problem } from "#/api/types/Problem.ts";
import { IconButton } from "#/ui/Button.tsx";
import { Message } from "#/ui/Message.tsx";
import { words } from "#/words/app.ts";
import css from "./CurlNotice.module.css";

/** What a pasted command asked for that a request cannot say. Stays until it is closed: it wants to be read. */
export function CurlNotice({ problems, onClose }: { problems: readonly Problem[]; onClose: () => void }) {
  return (
    <section className={css.notice} aria-label={words().curl.left} role="status">
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />
      <div>
        <h2>{words().curl.left}</h2>
        <ul>
          {problems.map((problem) => (
            <li key={problem.message}>
              <Message text={problem.message} /> {problem.hint ? <Message text={problem.hint} /> : null}
            </li>
          ))}
        </ul>
      </div>
      <IconButton size="tight" icon={X} name={words().close} onClick={onClose} />
    </section>
  );
}
