import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { problemOf } from "#/api/client.ts";
import { exchangeQuery } from "#/state/queries/exchanges.ts";
import { Button } from "#/ui/Button.tsx";
import { sentence } from "#/ui/Message.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import { BodyPane } from "./body/BodyPane.tsx";
import { saveBody } from "./body/save.ts";
import { Incomplete } from "./Incomplete.tsx";
import css from "./Response.module.css";

/** The whole body of an answer that the history kept, with all that can be done with a fresh one. */
export function KeptAnswer({ exchange, collection }: { exchange: string; collection: string }) {
  const asked = useQuery(exchangeQuery(exchange));
  const toast = useToast();
  if (asked.isError) return <p className={css.note}>{sentence(problemOf(asked.error).message)}</p>;
  if (!asked.data) return null;
  const save = async () => {
    try {
      await saveBody(exchange);
    } catch (thrown) {
      toast.problem(sentence(problemOf(thrown).message));
    }
  };
  return (
    <>
      {asked.data.state === "done" ? null : <Incomplete view={asked.data} />}
      <BodyPane
        view={asked.data}
        sending={undefined}
        collection={collection}
        end={
          <Button look="ghost" size="tight" icon={Download} onClick={() => void save()}>
            {words().examples.toFile}
          </Button>
        }
      />
    </>
  );
}
