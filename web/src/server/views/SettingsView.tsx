import { AuditList } from "#/server/features/audit/AuditList.tsx";
import { useAuditSum } from "#/server/features/audit/audit.ts";
import { GeneralSettings } from "#/server/features/settings/GeneralSettings.tsx";
import { go, type SettingsTab } from "#/server/state/place.ts";
import { Head } from "#/server/ui/Page.tsx";
import { day } from "#/server/ui/times.tsx";
import { TabPanel, Tabs } from "#/ui/Tabs.tsx";
import { words } from "#/words/server.ts";
import css from "./UserView.module.css";

/** The settings of the server, and who changed what. */
export function SettingsView({ tab }: { tab: SettingsTab }) {
  const { settings } = words();
  return (
    <>
      <Head title={settings.title} lead={tab === "general" ? settings.lead : <AuditLead />} />
      <Tabs
        name={settings.tabs}
        value={tab}
        tabs={[
          { value: "general", text: settings.general },
          { value: "audit", text: settings.audit },
        ]}
        onChoose={(next) => go(next === "audit" ? "/gallery/admin/audit" : "/gallery/admin/settings", true)}
        className={css.tabs}
        listClassName={css.strip}
      >
        <TabPanel value="general">
          <GeneralSettings />
        </TabPanel>
        <TabPanel value="audit">
          <AuditList />
        </TabPanel>
      </Tabs>
    </>
  );
}

function AuditLead() {
  const { data } = useAuditSum();
  if (!data) return null;
  const { count, since_ms } = data;
  return since_ms === undefined
    ? words().audit.lead({ count })
    : words().audit.leadSince({ count, day: day(since_ms) });
}
