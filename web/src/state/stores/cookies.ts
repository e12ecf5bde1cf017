// Whether the cookies are shown; asked for from the status bar, the palette and a request.
import { create } from "zustand";

/** The dialog `Cookies`. */
export const useCookies = create<{ isOpen: boolean }>()(() => ({ isOpen: false }));

/** Shows the cookies. */
export function openCookies(): void {
  useCookies.setState({ isOpen: true });
}
