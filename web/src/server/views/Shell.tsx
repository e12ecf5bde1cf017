import { FileQuestionMark } from "lucide-react";
import { useEffect } from "react";
import { Roles } from "#/server/features/help/Roles.tsx";
import { UsersPage } from "#/server/features/users/UsersPage.tsx";
import { go, isForCurators, type Place, useAddress } from "#/server/state/place.ts";
import type { SignedInUser } from "#/server/types/SignedInUser.ts";
import { Link } from "#/server/ui/Link.tsx";
import { State } from "#/server/ui/State.tsx";
import { Boundary } from "#/ui/Boundary.tsx";
import { words } from "#/words/server.ts";
import { Denied } from "./Denied.tsx";
import { Header } from "./Header.tsx";
import { Nav } from "./Nav.tsx";
import { ProfileView } from "./ProfileView.tsx";
import { SettingsView } from "./SettingsView.tsx";
import css from "./Shell.module.css";
import { UserView } from "./UserView.tsx";

/** Header, navigation and the page that the address names. */
export function Shell({ user, place }: { user: SignedInUser; place: Place }) {
  const isCurator = user.role === "Curator";
  const { path } = useAddress();
  return (
    <div className={css.shell}>
      <Header user={user} />
      <Nav place={place} isCurator={isCurator} />
      <main className={css.main}>
        <Boundary where="server" shows={path}>
          {isForCurators(place) && !isCurator ? <Denied user={user} /> : <Page place={place} isCurator={isCurator} />}
        </Boundary>
      </main>
    </div>
  );
}

function Page({ place, isCurator }: { place: Place; isCurator: boolean }) {
  switch (place.page) {
    case "profile":
      return <ProfileView section={place.section} />;
    case "users":
      return <UsersPage />;
    case "user":
      return <UserView key={place.id} id={place.id} />;
    case "settings":
      return <SettingsView tab={place.tab} />;
    case "roles":
      return <Roles />;
    case "home":
      return <Home isCurator={isCurator} />;
    default:
      return (
        <State icon={FileQuestionMark} title={words().notFound} text={words().notFoundText}>
          <Link to="/gallery">{words().home}</Link>
        </State>
      );
  }
}

/** Leads to what the person most likely wants. */
function Home({ isCurator }: { isCurator: boolean }) {
  useEffect(() => {
    go(isCurator ? "/gallery/admin/users" : "/gallery/profile", true);
  }, [isCurator]);
  return null;
}
