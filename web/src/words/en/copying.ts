// Words of the buttons that copy.

/** Words of the buttons that copy. */
export const copying = {
  copy: "Copy",
  copied: "Copied",
  failed: "Not copied",
  failedHint: "The browser did not let this page copy. Select the text and copy it with the keyboard.",
};
