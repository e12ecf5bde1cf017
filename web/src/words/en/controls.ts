// Words of controls that all pages share.
import type { Texts } from "../words.ts";

/** Words of controls that all pages share. */
export const controls = {
  copying: {
    copy: "Copy",
    copied: "Copied",
    failed: "Not copied",
    failedHint: "The browser did not let this page copy. Select the text and copy it with the keyboard.",
  },

  /** What is said in the place of what broke, by where that was, and what can be done. */
  broken: {
    app: {
      title: "This part of the page stopped working",
      text: "The rest goes on. Nothing is lost: what you saved is in its files, and your edits are kept as drafts.",
    },
    server: {
      title: "This page stopped working",
      text: "What you saved is safe on the server. What you typed here and did not save may have to be typed again.",
    },
    dialog: {
      title: "This dialog stopped working",
      text: "What was saved before is safe. What you typed into the dialog may have to be typed again.",
    },
    /** Title of what stands in the place of a whole dialog. */
    dialogName: "Could not be shown",
    again: "Try again",
    reload: "Reload the page",
    copy: "Copy details",
  },
} as const satisfies Texts;
