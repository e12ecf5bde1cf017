import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { post, problemOf } from "#/api/client.ts";
import type { ProxySetting } from "#/api/types/ProxySetting.ts";
import type { WayView } from "#/api/types/WayView.ts";
import { about } from "#/state/queries/topics.ts";
import { Button } from "#/ui/Button.tsx";
import { Select } from "#/ui/fields/Select.tsx";
import { TextField } from "#/ui/fields/TextField.tsx";
import { Message, sentence } from "#/ui/Message.tsx";
import { words } from "#/words/app.ts";
import { filledIn } from "#/words/words.ts";
import { SettingRow, SwitchRow, TypedField } from "./rows.tsx";
import css from "./Settings.module.css";
import type { SettingsPageProps } from "./save.ts";

/** Which way requests go out. */
export function ProxyPage({ view, save }: SettingsPageProps) {
  const { settings, system_proxies } = view;
  const { labels, hints } = words().settings;
  // A proxy without a server cannot be saved, so its fields open first.
  const [isOpening, setOpening] = useState(false);
  const { proxy } = settings;
  const isCustom = proxy.is_custom || isOpening;
  const set = (part: Partial<ProxySetting>, secret?: string) => {
    const next = { ...proxy, ...part };
    const is_custom = isCustom && next.host.trim() !== "" && part.is_custom !== false;
    return save({ ...settings, proxy: { ...next, is_custom } }, secret === undefined ? [] : [{ value: secret }]);
  };
  return (
    <>
      <section>
        <h3>{words().settings.way}</h3>
        <SwitchRow
          name={labels.systemProxy}
          hint={system_proxies.length > 0 ? system_proxies.join(", ") : hints.noSystemProxy}
          checked={proxy.uses_system}
          onCheck={(uses_system) => void set({ uses_system })}
        />
        <SwitchRow
          name={labels.customProxy}
          hint={hints.customProxy}
          checked={isCustom}
          onCheck={(on) => {
            setOpening(on);
            void (on
              ? save({ ...settings, proxy: { ...proxy, is_custom: proxy.host !== "" } })
              : set({ is_custom: false }));
          }}
        />
        {isCustom ? (
          <>
            <SettingRow name={labels.proxyType}>
              <Select
                size="form"
                className={css.select}
                name={labels.proxyType}
                value={proxy.scheme}
                choices={[
                  { value: "http", text: "HTTP" },
                  { value: "https", text: "HTTPS" },
                  { value: "socks5", text: "SOCKS 5" },
                  { value: "socks5h", text: words().settings.socksNames },
                ]}
                onChoose={(scheme) => void set({ scheme })}
              />
            </SettingRow>
            <SettingRow name={labels.proxyServer} hint={hints.proxyServer}>
              <TypedField
                mono
                className={css.server}
                name={labels.proxyServer}
                placeholder="proxy.example.com"
                value={proxy.host}
                onText={(host) => void set({ host: host.trim() })}
              />
              <TypedField
                mono
                className={css.port}
                name={labels.proxyPort}
                placeholder="1080"
                value={proxy.port === null ? "" : String(proxy.port)}
                onText={(port) => void set({ port: Number(port) || null })}
              />
            </SettingRow>
            <SettingRow name={labels.bypass} hint={hints.bypass}>
              <TypedField
                mono
                className={css.file}
                name={labels.bypass}
                placeholder="localhost, .example.com"
                value={proxy.bypass}
                onText={(bypass) => void set({ bypass })}
              />
            </SettingRow>
            <SwitchRow
              name={labels.proxyAuth}
              hint={hints.proxyAuth}
              checked={proxy.is_authenticated}
              onCheck={(is_authenticated) => void set({ is_authenticated })}
            />
            {proxy.is_authenticated ? (
              <>
                <SettingRow name={labels.username}>
                  <TypedField
                    mono
                    className={css.file}
                    name={labels.username}
                    value={proxy.username}
                    onText={(username) => void set({ username })}
                  />
                </SettingRow>
                <SettingRow name={labels.password} hint={words().auth.keptTitle}>
                  <TypedField
                    secret
                    className={css.file}
                    name={labels.password}
                    placeholder={proxy.has_password ? "•".repeat(12) : ""}
                    value=""
                    onText={(password) => void set({}, password)}
                  />
                </SettingRow>
              </>
            ) : null}
          </>
        ) : null}
      </section>
      <WayTry proxy={proxy} />
    </>
  );
}

/** Says which way a send to an address would take. */
function WayTry({ proxy }: { proxy: ProxySetting }) {
  const [typed, setTyped] = useState("");
  const [url, setUrl] = useState("");
  const { labels, hints, ways } = words().settings;
  // Other rules may give another answer, so it belongs to them as well.
  const way = useQuery({
    queryKey: about("way", url, proxy),
    queryFn: () => post<WayView>("/api/settings/way", { url }),
    enabled: url !== "",
    retry: false,
  });
  const problem = way.error ? problemOf(way.error) : null;
  return (
    <section>
      <form
        className={css.way}
        onSubmit={(event) => {
          event.preventDefault();
          setUrl(typed.trim());
        }}
      >
        <h3>{labels.wayTry}</h3>
        <p className={css.hint}>{hints.wayTry}</p>
        <div className={css.pair}>
          <TextField
            size="form"
            mono
            name={labels.addressToTry}
            placeholder="https://api.example.com/v3"
            value={typed}
            onText={setTyped}
          />
          <Button size="form" type="submit">
            {words().settings.try}
          </Button>
        </div>
        <p role="status" className={problem ? css.problem : css.told}>
          {way.data && url !== "" ? (
            <>
              <ArrowRight size={14} strokeWidth={2} aria-hidden />
              <span>
                <Message text={filledIn(ways[way.data.rule], { proxy: way.data.proxy ?? "", named: way.data.named })} />
                {way.data.has_credentials ? ` ${ways.credentials}` : null}
              </span>
            </>
          ) : null}
          {problem ? [sentence(problem.message), problem.hint].filter(Boolean).join(" ") : null}
        </p>
      </form>
    </section>
  );
}
