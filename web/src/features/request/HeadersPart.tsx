import { Cog, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import type { PreviewRow } from "#/api/types/PreviewRow.ts";
import { useView } from "#/state/stores/view.ts";
import { Button } from "#/ui/Button.tsx";
import { type GeneratedRow, GeneratedTable } from "#/ui/tables/FixedTables.tsx";
import type { KeyValue, TableWords } from "#/ui/tables/KeyValueTable.tsx";
import { words } from "#/words/app.ts";
import { EditableRows } from "./EditableRows.tsx";
import { type PartProps, typingIn } from "./ParamsPart.tsx";
import css from "./parts.module.css";
import { headerOf, tableRow } from "./rows.ts";

/** Typed rows, and behind `n hidden` those that Send adds by itself. `openAuthorization` leads to where one comes from. */
export function HeadersPart(props: PartProps & { generated: readonly PreviewRow[]; openAuthorization: () => void }) {
  const { request, isKnown, edit, generated, openAuthorization } = props;
  const [isBulk, setBulk] = useState(false);
  const showsGenerated = useView((view) => view.showsGenerated);
  const toggle = useView((view) => view.toggleGenerated);
  const rows = request.headers.map(tableRow);
  const table: TableWords = { ...words().table, table: words().request.headers, add: words().table.addHeader };
  const setRows = (next: KeyValue[]) =>
    edit({ ...request, headers: next.map(headerOf) }, "url", typingIn("headers", rows, next));

  const switchRow = (name: string, isEnabled: boolean) => {
    const lower = name.toLowerCase();
    const left = request.behavior.disabled_system_headers.filter((other) => other !== lower);
    const disabled_system_headers = isEnabled ? left : [...left, lower];
    edit({ ...request, behavior: { ...request.behavior, disabled_system_headers } }, "url", null);
  };

  const generatedRows = generated.map((row): GeneratedRow => {
    const canSwitch = row.origin === "generated" && !row.is_overridden;
    return {
      name: row.name,
      value: row.value,
      isEnabled: row.is_enabled && !row.is_overridden,
      source: sourceOf(row, openAuthorization),
      onCheck: canSwitch ? (isEnabled) => switchRow(row.name, isEnabled) : undefined,
    };
  });

  return (
    <div className={css.scroll}>
      <div className={css.head}>
        <h2>{words().request.headers}</h2>
        {isBulk ? <span className={css.count}>{words().request.bulkHint}</span> : null}
        <Button
          look="ghost"
          size="tight"
          icon={showsGenerated ? EyeOff : Eye}
          aria-pressed={showsGenerated}
          onClick={toggle}
        >
          {showsGenerated ? words().request.hideGenerated : words().request.hidden({ count: generated.length })}
        </Button>
        <Button look="ghost" size="tight" className={css.end} onClick={() => setBulk(!isBulk)}>
          {isBulk ? words().request.keyValueEdit : words().request.bulkEdit}
        </Button>
      </div>
      <div className={css.wrap}>
        <EditableRows table={table} rows={rows} isBulk={isBulk} isKnown={isKnown} onRows={setRows} />
      </div>
      {showsGenerated ? (
        <>
          <p className={css.generated}>
            <Cog size={14} strokeWidth={2} aria-hidden />
            {words().request.generatedText}
          </p>
          <div className={css.wrap}>
            <GeneratedTable
              words={{
                ...words().table,
                table: words().request.generatedTable,
                source: words().request.source,
                locked: words().request.locked,
              }}
              rows={generatedRows}
            />
          </div>
        </>
      ) : null}
    </div>
  );
}

function sourceOf(row: PreviewRow, openAuthorization: () => void) {
  if (row.is_overridden) return words().request.overridden;
  if (row.origin === "auth") {
    return (
      <button type="button" className={css.link} onClick={openAuthorization}>
        {words().request.origins.auth}
      </button>
    );
  }
  if (row.origin === "cookie") return words().request.origins.cookie;
  const name = row.name.toLowerCase();
  if (name === "host") return words().request.fromUrl;
  if (name === "content-type") return words().request.fromBody;
  return "";
}
