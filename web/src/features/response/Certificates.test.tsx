import { expect, it } from "vitest";
import { sentences } from "./Certificates.tsx";

const YEAR = 365 * 24 * 3600 * 1000;
const valid = {
  name: "a.example",
  names: ["a.example", "b.example"],
  issuer: "Some Root",
  is_self_issued: false,
  valid_from_ms: Date.now() - YEAR,
  valid_until_ms: Date.now() + YEAR,
  fits_host: true,
  sha256: "7C:19:E4:02:11:22:33:B8:5D:A1",
};

it("says of a certificate what one wants to know", () => {
  expect(sentences(valid)).toEqual([
    "Host name matches.",
    expect.stringMatching(/^Valid until .+\.$/),
    "Issued by Some Root.",
  ]);
  expect(sentences({ ...valid, fits_host: false, valid_until_ms: Date.now() - YEAR })).toEqual([
    "Issued for a.example, b.example.",
    expect.stringMatching(/^Expired on /),
    "Issued by Some Root.",
  ]);
  const { fits_host: _, ...root } = { ...valid, is_self_issued: true };
  expect(sentences(root).at(-1)).toBe("Self-signed. SHA-256 7C:19:E4:02:…:B8:5D:A1");
});
