import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { ApiError, problemOf } from "#/api/client.ts";
import { ProgramProvider } from "#/state/program.tsx";
import { appQuery } from "#/state/queries/workspace.ts";
import { Boundary } from "#/ui/Boundary.tsx";
import { ToastArea, useToast } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/app.ts";
import css from "./App.module.css";
import { Shell } from "./shell/Shell.tsx";

/** The whole page, or the sentence that says why there is none. */
export function App() {
  const app = useQuery(appQuery);
  if (app.error instanceof ApiError && app.error.status === 403) {
    return (
      <main className={css.refused}>
        <h1>{words().noSession.title}</h1>
        <p>{words().noSession.text}</p>
      </main>
    );
  }
  return (
    // The page is served without leave for inline styles; those that Base UI would add only hide scroll bars.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <ToastArea closeName={words().close}>
          <Boundary where="app">
            <Connected />
          </Boundary>
        </ToastArea>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

function Connected() {
  const toast = useToast();
  const onProblem = useCallback(
    (thrown: unknown) => toast.problem(words().couldNotKeep({ message: problemOf(thrown).message })),
    [toast],
  );
  return (
    <ProgramProvider onProblem={onProblem}>
      <Shell />
    </ProgramProvider>
  );
}
