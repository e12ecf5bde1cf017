// Waystation's Server UI: mounts the page.
import "./theme/fonts.css";
import "./theme/tokens.css";
import "./theme/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { newClient } from "./server/state/session.ts";
import { App } from "./server/views/App.tsx";
import { chosenTheme } from "./theme/kept.ts";
import { applyTheme } from "./theme/theme.ts";
import { chooseLanguage } from "./words/words.ts";

await chooseLanguage(navigator.languages);
applyTheme(chosenTheme());
const root = document.getElementById("root");
if (!root) throw new Error("the page has no place to mount");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={newClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
