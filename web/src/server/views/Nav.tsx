import type { LucideIcon } from "lucide-react";
import { Settings, UserRound, UsersRound } from "lucide-react";
import type { Place } from "#/server/state/place.ts";
import { Link } from "#/server/ui/Link.tsx";
import { words } from "#/words/server.ts";
import css from "./Shell.module.css";

/** The pages there are for this person. */
export function Nav({ place, isCurator }: { place: Place; isCurator: boolean }) {
  const { page } = place;
  return (
    <nav className={css.nav} aria-label={words().nav.name}>
      <div>
        <Entry to="/gallery/profile" icon={UserRound} text={words().nav.profile} isHere={page === "profile"} />
      </div>
      {isCurator ? (
        <div>
          <h2>{words().nav.admin}</h2>
          <Entry
            to="/gallery/admin/users"
            icon={UsersRound}
            text={words().nav.users}
            isHere={page === "users" || page === "user"}
          />
          <Entry
            to="/gallery/admin/settings"
            icon={Settings}
            text={words().nav.settings}
            isHere={page === "settings"}
          />
        </div>
      ) : null}
    </nav>
  );
}

function Entry(props: { to: string; icon: LucideIcon; text: string; isHere: boolean }) {
  const { to, icon: Icon, text, isHere } = props;
  return (
    <Link to={to} className={css.entry} aria-current={isHere ? "page" : undefined}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span>{text}</span>
    </Link>
  );
}
