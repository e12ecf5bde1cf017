import type { UserDetails } from "#/server/types/UserDetails.ts";
import { Box, Fact, Facts } from "#/server/ui/Page.tsx";
import { When } from "#/server/ui/times.tsx";
import { words } from "#/words/server.ts";

/** How and when somebody signs in. */
export function SignInBox({ user }: { user: UserDetails }) {
  const password = !user.has_password
    ? words().user.passwordNone
    : user.first_step === "none"
      ? words().user.passwordOwn
      : words().user.passwordOneTime;
  return (
    <Box title={words().user.signInBox}>
      <Facts>
        <Fact name={words().user.passwordIs}>{password}</Fact>
        <Fact name={words().user.lastSignIn}>
          {user.last_login_at_ms === undefined ? words().users.never : <When at_ms={user.last_login_at_ms} />}
        </Fact>
        <Fact name={words().user.created}>
          <When at_ms={user.created_at_ms} />
        </Fact>
      </Facts>
    </Box>
  );
}
