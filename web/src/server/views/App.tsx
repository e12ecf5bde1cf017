import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { useEffect } from "react";
import { FirstSignIn } from "#/server/features/signin/FirstSignIn.tsx";
import { SignIn } from "#/server/features/signin/SignIn.tsx";
import { SignUp } from "#/server/features/signin/SignUp.tsx";
import { go, placeOf, useAddress } from "#/server/state/place.ts";
import { useEndOfSession, useSession } from "#/server/state/session.ts";
import { Failed } from "#/server/ui/State.tsx";
import { Boundary } from "#/ui/Boundary.tsx";
import { ToastArea } from "#/ui/overlays/Toasts.tsx";
import { words } from "#/words/server.ts";
import { Shell } from "./Shell.tsx";

/** The whole Server UI. */
export function App() {
  return (
    // The page is served without leave for inline styles; those that Base UI would add only hide scroll bars.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <Boundary where="server">
          <Door />
        </Boundary>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

/**
 * Lets in who has signed in. Whoever has not sees the sign-in at the very address that was asked for, and that page
 * afterwards: no address is handed on, so none can lead elsewhere.
 */
function Door() {
  const { data: session, error, refetch } = useSession();
  const place = placeOf(useAddress().path);
  const user = session?.user;
  useEndOfSession(user);
  const isDone = user?.first_step === "none";
  const isDoor = place.page === "sign-in" || place.page === "sign-up" || place.page === "first-sign-in";
  useEffect(() => {
    if (isDone && isDoor) go("/gallery", true);
  }, [isDone, isDoor]);
  if (!session) return error ? <Failed thrown={error} onAgain={() => void refetch()} /> : null;
  if (!user) return place.page === "sign-up" ? <SignUp session={session} /> : <SignIn session={session} />;
  if (!isDone) return <FirstSignIn user={user} />;
  return (
    // What was done is nobody's business after the person has left.
    <ToastArea key={user.id} closeName={words().dismiss}>
      <Shell user={user} place={place} />
    </ToastArea>
  );
}
