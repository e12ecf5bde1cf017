// Waystation's API documentation: mounts the page.
import "./theme/fonts.css";
import "./theme/tokens.css";
import "./theme/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Page } from "./documentation/Page.tsx";
import { chosenTheme } from "./theme/kept.ts";
import { applyTheme } from "./theme/theme.ts";
import { chooseLanguage } from "./words/words.ts";

await chooseLanguage(navigator.languages);
applyTheme(chosenTheme());
const { url } = JSON.parse(document.getElementById("document")?.textContent ?? "{}") as { url?: string };
const root = document.getElementById("root");
if (!root || !url) throw new Error("the page has no place to mount, or names no document");
createRoot(root).render(
  <StrictMode>
    <Page first={`${location.origin}${url}`} />
  </StrictMode>,
);
