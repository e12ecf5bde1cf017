import { Plus } from "lucide-react";
import { useState } from "react";
import { go, useAddress } from "#/server/state/place.ts";
import { Head } from "#/server/ui/Page.tsx";
import { Pager } from "#/server/ui/Pager.tsx";
import { Failed } from "#/server/ui/State.tsx";
import { Button } from "#/ui/Button.tsx";
import { words } from "#/words/server.ts";
import { Filters } from "./Filters.tsx";
import { NewUserDialog } from "./NewUserDialog.tsx";
import { UsersTable } from "./UsersTable.tsx";
import { useUsers } from "./users.ts";
import { PAGE_SIZE, queryOf, type Wanted, wantedOf } from "./wanted.ts";

/** Everybody on this server: search, filters, order, pages, and the way to a new one. */
export function UsersPage() {
  const { query } = useAddress();
  const wanted = wantedOf(query);
  const { data, error, refetch, isPlaceholderData } = useUsers(wanted);
  const [isNew, setNew] = useState(false);
  const change = (some: Partial<Wanted>) => {
    // Another list begins at its start; another page of the same list is a step that Back takes back.
    const next = { ...wanted, offset: 0, ...some };
    go(`/gallery/admin/users${queryOf(next)}`, some.offset === undefined);
  };
  return (
    <>
      <Head
        title={words().users.title}
        lead={data ? words().users.lead({ count: data.count, active: data.active_count, api: data.api_count }) : ""}
        actions={
          <Button look="primary" size="form" icon={Plus} onClick={() => setNew(true)}>
            {words().users.newUser}
          </Button>
        }
      />
      <Filters
        wanted={wanted}
        onChange={change}
        said={data ? words().users.matching({ total: data.total, count: data.count }) : ""}
      />
      {error ? (
        <Failed thrown={error} onAgain={() => void refetch()} />
      ) : (
        <UsersTable users={data?.users} wanted={wanted} isOld={isPlaceholderData} onChange={change} />
      )}
      <Pager
        offset={wanted.offset}
        size={PAGE_SIZE}
        shown={data?.users.length ?? 0}
        total={data?.total}
        onOffset={(offset) => change({ offset })}
      />
      {isNew ? <NewUserDialog onClose={() => setNew(false)} /> : null}
    </>
  );
}
