// Connects to the program, restores this window, mounts the page.
import "./theme/fonts.css";
import "./theme/tokens.css";
import "./theme/base.css";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api/client.ts";
import { openSession } from "./api/session.ts";
import { keepLayoutOnLeave, restoreLayout } from "./state/stores/layout.ts";
import { useTabs } from "./state/stores/tabs.ts";
import { applyCodeFont, useView } from "./state/stores/view.ts";
import { applyTheme, isTheme } from "./theme/theme.ts";
import { App } from "./views/App.tsx";
import { chooseLanguage } from "./words/words.ts";

const said = openSession();
await Promise.all([restoreLayout(), chooseLanguage(navigator.languages)]);
await Promise.all([useTabs.persist.rehydrate(), useView.persist.rehydrate()]);
keepLayoutOnLeave();
const asked = said.get("theme");
if (isTheme(asked)) useView.getState().setTheme(asked);
applyTheme(useView.getState().theme);
applyCodeFont(useView.getState().codeFont, useView.getState().codePx);
useView.subscribe(({ theme, codeFont, codePx }) => {
  applyTheme(theme);
  applyCodeFont(codeFont, codePx);
});

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // Events say when something is old; a clock does not.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (count, thrown) => thrown instanceof ApiError && thrown.status === 0 && count < 3,
    },
  },
});

const root = document.getElementById("root");
if (!root) throw new Error("the page has no place to mount");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
