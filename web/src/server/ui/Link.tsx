import type { ComponentPropsWithRef, MouseEvent } from "react";
import { go } from "#/server/state/place.ts";

/** Goes to a page of the Server UI without loading it anew; opened in a tab of its own it is a plain link. */
export function Link({ to, onClick, ...rest }: Omit<ComponentPropsWithRef<"a">, "href"> & { to: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={follow} />;
}
