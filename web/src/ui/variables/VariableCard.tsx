// The card that a `{{variable}}` shows under the pointer, and under the caret when the arrows bring it there.
import {
  createContext,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import css from "./VariableCard.module.css";

/** Draws what a card says of a variable; `close` ends it. */
export type DrawCard = (name: string, close: () => void) => ReactNode;

const Cards = createContext<DrawCard | null>(null);

/** Everything below shows cards for its variables. */
export function VariableCards({ draw, children }: { draw: DrawCard; children: ReactNode }) {
  return <Cards value={draw}>{children}</Cards>;
}

type Shown = { name: string; left: number; top: number | undefined; bottom: number | undefined };

const DELAY_MS = 300;
const WIDTH = 384;
const HEIGHT = 260;

/** Follows pointer and caret over the marked variables of a mirror (`data-variable` names them). */
export function useVariableCard(mirror: RefObject<HTMLElement | null>) {
  const draw = useContext(Cards);
  const id = useId();
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const card = useRef<HTMLDivElement>(null);
  const isOpen = shown !== null;

  const later = useCallback((act: () => void) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(act, DELAY_MS);
  }, []);
  const close = useCallback(() => {
    window.clearTimeout(timer.current);
    setShown(null);
  }, []);
  const chips = () => [...(mirror.current?.querySelectorAll<HTMLElement>("[data-variable]") ?? [])];
  const show = (chip: HTMLElement) => {
    const rect = chip.getBoundingClientRect();
    const fitsBelow = rect.bottom + HEIGHT < window.innerHeight || rect.top < HEIGHT;
    setShown({
      name: chip.dataset.variable ?? "",
      left: Math.max(8, Math.min(rect.left, window.innerWidth - WIDTH - 8)),
      top: fitsBelow ? rect.bottom + 6 : undefined,
      bottom: fitsBelow ? undefined : window.innerHeight - rect.top + 6,
    });
  };

  useEffect(() => {
    if (!isOpen) return;
    card.current?.showPopover?.();
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      if (card.current?.contains(document.activeElement)) {
        card.current.parentElement?.querySelector<HTMLElement>("input")?.focus();
      }
      close();
    };
    const scroll = (event: Event) => {
      if (!card.current?.contains(event.target as Node)) close();
    };
    window.addEventListener("keydown", press, true);
    window.addEventListener("scroll", scroll, true);
    return () => {
      window.removeEventListener("keydown", press, true);
      window.removeEventListener("scroll", scroll, true);
    };
  }, [isOpen, close]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const box = {
    onMouseMove: (event: MouseEvent) => {
      if (!draw) return;
      if (card.current?.contains(event.target as Node)) return window.clearTimeout(timer.current);
      const chip = chips().find((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const { clientX: x, clientY: y } = event;
        return x >= left && x <= right && y >= top - 4 && y <= bottom + 4;
      });
      if (chip && chip.dataset.variable !== shown?.name) later(() => show(chip));
      else if (chip) window.clearTimeout(timer.current);
      else if (!card.current?.contains(document.activeElement)) later(close);
    },
    onMouseLeave: () => {
      if (!card.current?.contains(document.activeElement)) later(close);
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) close();
    },
  };
  const input = {
    onKeyUp: (event: KeyboardEvent<HTMLInputElement>) => {
      if (!draw || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
      const { selectionStart: at, selectionEnd: end } = event.currentTarget;
      const chip = chips().find((one) => {
        const start = Number(one.dataset.at);
        return at !== null && at === end && at > start && at < start + (one.textContent?.length ?? 0);
      });
      if (chip) later(() => show(chip));
      else close();
    },
    ...(isOpen ? { "aria-describedby": id } : {}),
  };
  const element =
    shown && draw ? (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset would be part of a form; this is a card about one word.
      <div
        ref={card}
        id={id}
        popover="manual"
        role="group"
        aria-label={`{{${shown.name}}}`}
        className={css.card}
        style={{ left: shown.left, top: shown.top, bottom: shown.bottom }}
      >
        {draw(shown.name, close)}
      </div>
    ) : null;
  return { box, input, card: element, close };
}
