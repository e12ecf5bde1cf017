import {
  ArrowUpRight,
  BookOpen,
  Braces,
  ChevronDown,
  CircleQuestionMark,
  LogOut,
  Monitor,
  Moon,
  Sun,
  UserRound,
} from "lucide-react";
import { go } from "#/server/state/place.ts";
import { useServer, useSession, useSignOut } from "#/server/state/session.ts";
import type { SignedInUser } from "#/server/types/SignedInUser.ts";
import { Link } from "#/server/ui/Link.tsx";
import { saidOf } from "#/server/ui/messages.ts";
import { Avatar, nameOf } from "#/server/ui/people.tsx";
import { chooseTheme, useTheme } from "#/theme/kept.ts";
import { THEMES } from "#/theme/theme.ts";
import { Button, IconButton } from "#/ui/Button.tsx";
import { Menu } from "#/ui/overlays/Menu.tsx";
import { useToast } from "#/ui/overlays/Toasts.tsx";
import { Mark } from "#/ui/signs/WaystationMark.tsx";
import { words } from "#/words/server.ts";
import css from "./Shell.module.css";

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon };

/** Mark and server at the left; help and one's own menu at the right. */
export function Header({ user }: { user: SignedInUser }) {
  const { data: session } = useSession();
  return (
    <header className={css.top}>
      <Link to="/gallery" className={css.brand} aria-label={words().header.home}>
        <Mark />
        {words().product}
      </Link>
      <span className={css.line} />
      <span className={`${css.host} cut`}>{session?.host}</span>
      <span className={css.grow} />
      <HelpMenu />
      <ProfileMenu user={user} />
    </header>
  );
}

function HelpMenu() {
  const { data: server } = useServer();
  const documentation = server?.documentation_page ?? "/webapi/swagger/ui/index";
  return (
    <Menu
      trigger={<IconButton icon={CircleQuestionMark} name={words().header.help} size="form" />}
      groups={[
        [
          {
            text: words().header.apiDocumentation,
            icon: Braces,
            endIcon: ArrowUpRight,
            onChoose: () => location.assign(documentation),
          },
          { text: words().header.roles, icon: BookOpen, onChoose: () => go("/gallery/help/roles") },
        ],
      ]}
      foot={server ? words().header.version({ version: server.version }) : undefined}
    />
  );
}

function ProfileMenu({ user }: { user: SignedInUser }) {
  const theme = useTheme();
  const signOut = useSignOut();
  const toast = useToast();
  const name = nameOf(user);
  // Whoever signs in next begins at the start, not where somebody else was.
  const leave = () =>
    void signOut().then(
      () => go("/gallery", true),
      (thrown: unknown) => toast.problem(saidOf(thrown)),
    );
  return (
    <Menu
      trigger={
        <Button look="ghost" size="form" className={css.profile} aria-label={words().header.profile}>
          <Avatar name={name} isOwn size="small" />
          <span className={`${css.who} cut`} aria-hidden>
            {name}
          </span>
          <ChevronDown size={14} strokeWidth={2} aria-hidden />
        </Button>
      }
      head={{ text: name, below: `${words().roles[user.role]}, ${user.email}` }}
      groups={[
        [{ text: words().header.myProfile, icon: UserRound, onChoose: () => go("/gallery/profile") }],
        THEMES.map((one) => ({
          text: words().header.themeNames[one],
          icon: THEME_ICONS[one],
          isChosen: one === theme,
          onChoose: () => chooseTheme(one),
        })),
        [
          {
            text: words().header.signOut,
            icon: LogOut,
            onChoose: leave,
          },
        ],
      ]}
    />
  );
}
