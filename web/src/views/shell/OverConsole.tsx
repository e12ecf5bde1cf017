import type { ReactNode } from "react";
import { Group, Panel } from "react-resizable-panels";
import { ConsolePanel } from "#/features/console/ConsolePanel.tsx";
import { useView } from "#/state/stores/view.ts";
import { Boundary } from "#/ui/Boundary.tsx";
import { SplitHandle } from "#/ui/SplitHandle.tsx";
import { useNarrowWindow } from "#/views/wide.ts";
import { words } from "#/words/app.ts";
import css from "./Shell.module.css";

/** Least height of the Console in pixels. */
const CONSOLE_PX_MIN = 120;

/** It opens no higher than this part of the window: request and answer stay readable above it. */
const CONSOLE_PART_MAX = 0.36;

/** The main area, and below it the Console while it is shown. Its height is remembered. In a small window it takes all of it. */
export function OverConsole({ children }: { children: ReactNode }) {
  const showsConsole = useView((view) => view.showsConsole);
  const isNarrow = useNarrowWindow();
  if (showsConsole && isNarrow) {
    return (
      <div className={css.content}>
        <Boundary where="app">
          <ConsolePanel />
        </Boundary>
      </div>
    );
  }
  return (
    <Group orientation="vertical" id="main-console" className={css.stack}>
      <Panel id="content" minSize="80px">
        <div className={css.content}>{children}</div>
      </Panel>
      {showsConsole ? (
        <>
          <SplitHandle name={words().console.resize} />
          <Panel
            id="console"
            defaultSize={`${Math.min(useView.getState().consolePx, Math.round(window.innerHeight * CONSOLE_PART_MAX))}px`}
            minSize={`${CONSOLE_PX_MIN}px`}
            groupResizeBehavior="preserve-pixel-size"
            onResize={({ inPixels }) => {
              const consolePx = Math.round(inPixels);
              if (consolePx >= CONSOLE_PX_MIN) useView.setState({ consolePx });
            }}
          >
            <Boundary where="app">
              <ConsolePanel />
            </Boundary>
          </Panel>
        </>
      ) : null}
    </Group>
  );
}
