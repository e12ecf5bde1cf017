import type { PersonName } from "#/server/types/PersonName.ts";
import css from "./Curators.module.css";
import { Avatar, nameOf } from "./people.tsx";

/** Whom one can ask. */
export function Curators({ people }: { people: readonly PersonName[] }) {
  return (
    <ul className={css.list}>
      {people.map((person) => (
        <li key={person.email}>
          <Avatar name={nameOf(person)} size="small" />
          <a href={`mailto:${person.email}`} className="cut" title={nameOf(person)}>
            {person.email}
          </a>
        </li>
      ))}
    </ul>
  );
}
