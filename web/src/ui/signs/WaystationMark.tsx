import css from "./WaystationMark.module.css";

/** The mark of Waystation: a lantern post. */
export function Mark({ className }: { className?: string | undefined }) {
  return (
    <svg className={[css.mark, className].filter(Boolean).join(" ")} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="7" r="5" />
      <path d="M12 12v4" />
      <path fill="currentColor" d="M12 15.2c0 2.8-1.5 4.4-4 6.6h8c-2.5-2.2-4-3.8-4-6.6z" />
    </svg>
  );
}
