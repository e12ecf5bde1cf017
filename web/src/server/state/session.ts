// Who is at the page, and what happens when nobody is any more.
import { QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { create } from "zustand";
import { ApiError, adopt, get, hear, send } from "#/server/api/client.ts";
import type { ErrorView } from "#/server/types/ErrorView.ts";
import type { ServerView } from "#/server/types/ServerView.ts";
import type { SessionView } from "#/server/types/SessionView.ts";
import type { SignedInUser } from "#/server/types/SignedInUser.ts";

/** Why nobody is at the page though somebody was. */
type Ending = "idle" | "ended" | null;

/** What the sign-in page says about how the last session ended. */
export const useEnding = create<{ ending: Ending }>(() => ({ ending: null }));

const SESSION = ["session"];

/** Asks and keeps answers. What the server refuses because the session is over leads to the sign-in, whoever asked. */
export function newClient(): QueryClient {
  const onRefusal = ({ code }: ErrorView) => {
    if (code === "signed_out") {
      const { user } = client.getQueryData<SessionView>(SESSION) ?? {};
      if (user) useEnding.setState({ ending: isIdle(user) ? "idle" : "ended" });
    } else if (!["forged", "first_sign_in", "not_curator"].includes(code)) return;
    void client.invalidateQueries({ queryKey: SESSION });
  };
  hear({ onAnswer: noteCall, onRefusal });
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        // Each call counts as a use of the session, so nothing is asked again unless a person does something.
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 0,
        retry: (count, thrown) => thrown instanceof ApiError && thrown.status === 0 && count < 2,
      },
    },
  });
  return client;
}

/** Who is at the page; undefined until it is known. */
export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: async ({ signal }) => adopt(await get<SessionView>("session", {}, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The signed-in person; only below where the page knows that there is one. */
export function useMe(): SignedInUser {
  const { user } = useSession().data ?? {};
  if (!user) throw new Error("useMe stands below the sign-in");
  return user;
}

/** Takes over a session that a call answered with. Of another person nothing is kept that the page had asked before. */
export function useAdopt(): (session: SessionView) => void {
  const client = useQueryClient();
  return useCallback(
    (session) => {
      const before = client.getQueryData<SessionView>(SESSION)?.user?.id;
      if (before !== session.user?.id) client.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
      client.setQueryData(SESSION, adopt(session));
      if (session.user) useEnding.setState({ ending: null });
    },
    [client],
  );
}

/** Asks anew who is at the page, after something about that person changed. */
export function refreshSession(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: SESSION });
}

/** Signs out here. */
export function useSignOut(): () => Promise<void> {
  const adoptSession = useAdopt();
  return useCallback(async () => {
    useEnding.setState({ ending: null });
    adoptSession(await send<SessionView>("POST", "sign-out"));
  }, [adoptSession]);
}

/** What everybody who has signed in may know of the server. */
export function useServer() {
  return useQuery({
    queryKey: ["server"],
    queryFn: ({ signal }) => get<ServerView>("server", {}, signal),
    staleTime: 60_000,
  });
}

const LAST_CALL = "waystation.last_call";

let lastCallHereMs = 0;

/** Notes for all tabs of this browser when the session was last used. */
function noteCall(): void {
  lastCallHereMs = Date.now();
  try {
    localStorage.setItem(LAST_CALL, String(lastCallHereMs));
  } catch {
    // Then each tab knows its own calls only.
  }
}

function lastCallMs(): number {
  try {
    return Math.max(lastCallHereMs, Number(localStorage.getItem(LAST_CALL) ?? 0));
  } catch {
    return lastCallHereMs;
  }
}

function isIdle({ idle_limit_s, ends_at_ms }: SignedInUser): boolean {
  return Date.now() < ends_at_ms && Date.now() - lastCallMs() >= idle_limit_s * 1000;
}

/** Longer timers overflow. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** Looks when the session must have ended, so that nothing stays on the screen of somebody who went away. */
export function useEndOfSession(user: SignedInUser | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!user) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const end = Math.min(lastCallMs() + user.idle_limit_s * 1000, user.ends_at_ms);
      const left = end - Date.now();
      if (left > 0) timer = setTimeout(wait, Math.min(left + 1000, TIMER_MAX_MS));
      else {
        useEnding.setState({ ending: isIdle(user) ? "idle" : "ended" });
        void client.invalidateQueries({ queryKey: SESSION });
      }
    };
    wait();
    return () => clearTimeout(timer);
  }, [user, client]);
}
