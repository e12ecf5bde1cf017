import { Account } from "#/server/features/profile/Account.tsx";
import { General } from "#/server/features/profile/General.tsx";
import { Keys } from "#/server/features/profile/Keys.tsx";
import type { ProfileSection } from "#/server/state/place.ts";
import { useMe } from "#/server/state/session.ts";
import { Link } from "#/server/ui/Link.tsx";
import { Body, Head } from "#/server/ui/Page.tsx";
import { nameOf } from "#/server/ui/people.tsx";
import { words } from "#/words/server.ts";
import css from "./ProfileView.module.css";

const SECTIONS = { account: Account, general: General, keys: Keys };

/** One's own record, in sections. */
export function ProfileView({ section }: { section: ProfileSection }) {
  const me = useMe();
  const Section = SECTIONS[section];
  return (
    <>
      <Head
        title={words().profile.title}
        lead={words().profile.lead({ name: nameOf(me), role: words().roles[me.role] })}
      />
      <Body className={css.body}>
        <nav className={css.nav} aria-label={words().profile.title}>
          {(["account", "general", "keys"] as const).map((one) => (
            <Link key={one} to={`/gallery/profile/${one}`} aria-current={one === section ? "page" : undefined}>
              {words().profile[one]}
            </Link>
          ))}
        </nav>
        <div className={css.section}>
          <Section />
        </div>
      </Body>
    </>
  );
}
