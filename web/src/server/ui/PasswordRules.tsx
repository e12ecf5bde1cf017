import { Check, Minus } from "lucide-react";
import { words } from "#/words/server.ts";
import css from "./PasswordRules.module.css";

/** Fewest characters of a password, as the server has it. */
export const PASSWORD_LENGTH_MIN = 12;

/** The rules that a page can see while a password is typed. Whether it is easily guessed only the server says. */
export function rulesOf(password: string, repeated: string, email: string): { text: string; isMet: boolean }[] {
  const length = [...password].length;
  const typed = password.toLowerCase();
  const address = email.trim().toLowerCase();
  const [local = ""] = address.split("@");
  return [
    { text: words().password.length({ length }), isMet: length >= PASSWORD_LENGTH_MIN },
    { text: words().password.notEmail, isMet: password !== "" && typed !== address && typed !== local },
    { text: words().password.same, isMet: password !== "" && password === repeated },
  ];
}

/** The rules of passwords, each ticked as soon as it is kept. */
export function PasswordRules({ rules }: { rules: { text: string; isMet: boolean }[] }) {
  return (
    <div className={css.rules}>
      <ul>
        {rules.map(({ text, isMet }, place) => {
          const Icon = isMet ? Check : Minus;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rules stand in one order; their texts change while one types.
            <li key={place} className={isMet ? css.met : undefined}>
              <Icon size={14} strokeWidth={2} aria-hidden />
              <span>{text}</span>
              <span className="sr">{isMet ? words().password.met : words().password.open}</span>
            </li>
          );
        })}
      </ul>
      <p>{words().password.rules}</p>
    </div>
  );
}
