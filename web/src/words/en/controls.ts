// Words of controls that all pages share.
import type { Texts } from "../words.ts";

/** Words of controls that all pages share. */
export const controls = {
  notifications: "Notifications",

  copying: {
    copy: "Copy",
    copied: "Copied",
    failed: "Not copied",
    failedHint: "The browser did not allow this page to copy. Select the text and copy it with the keyboard.",
  },

  /** What is said in the place of what broke, by where that was, and what can be done. */
  broken: {
    app: {
      title: "This part of the page stopped working",
      text: "Everything else still works. Nothing is lost: what you saved is in its files, and your edits are kept as drafts.",
    },
    server: {
      title: "This page stopped working",
      text: "What you saved is safe on the server. Anything you typed here without saving may need to be typed again.",
    },
    dialog: {
      title: "This dialog stopped working",
      text: "What you saved before is safe. What you typed into the dialog may need to be typed again.",
    },
    /** Title of what stands in the place of a whole dialog. */
    dialogName: "Could not be displayed",
    again: "Try again",
    reload: "Reload the page",
    copy: "Copy details",
  },
} as const satisfies Texts;
