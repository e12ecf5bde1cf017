import { words } from "#/words/app.ts";
import css from "./Table.module.css";

/** Names and values to be read, such as header fields. */
export function NameTable({ name, rows }: { name: string; rows: readonly { name: string; value: string }[] }) {
  return (
    <table className={css.table} aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{words().table.key}</th>
          <th scope="col">{words().table.value}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat; their place is what tells them apart.
          <tr key={index}>
            <th scope="row">{row.name}</th>
            <td>{row.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
