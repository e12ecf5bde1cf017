import { type ReactNode, useEffect, useRef, useState } from "react";
import { Group, Panel, usePanelRef } from "react-resizable-panels";
import { useView } from "#/state/stores/view.ts";
import { Segments } from "#/ui/fields/Segments.tsx";
import { SplitHandle } from "#/ui/SplitHandle.tsx";
import { useNarrowWindow, useWideWindow } from "#/views/wide.ts";
import { words } from "#/words/app.ts";
import css from "./RequestTab.module.css";

/** Most per cent of the height that the request keeps while the answer's pane says why there is none. */
const failedShare = () => (window.innerHeight > 760 ? 34 : 26);

/** Request and response: one over the other, side by side, or in a small window (200 % zoom) one at a time. */
export function Panes(props: {
  /** The last send; absent before the first. */
  sentId: string | undefined;
  /** Status of the last answer; absent when there is none. */
  status: number | undefined;
  /** Whether the lower pane has more to say than an answer would: why there is none. */
  needsRoom: boolean;
  title: ReactNode;
  address: ReactNode;
  /** Both get the switch between them, where they take turns. */
  request: (sides: ReactNode) => ReactNode;
  response: (sides: ReactNode) => ReactNode;
}) {
  const { sentId, status, needsRoom, title, address, request, response } = props;
  const isTwoPane = useView((one) => one.isTwoPane);
  const isWide = useWideWindow();
  const isNarrow = useNarrowWindow();
  const isBeside = isTwoPane && isWide;
  const upper = usePanelRef();
  const [side, setSide] = useState<"request" | "response">("request");
  const seenId = useRef(sentId);
  useEffect(() => {
    if (sentId !== seenId.current) setSide("response");
    seenId.current = sentId;
  }, [sentId]);
  useEffect(() => {
    const { requestShare } = useView.getState();
    upper.current?.resize(`${needsRoom && !isBeside ? Math.min(requestShare, failedShare()) : requestShare}%`);
  }, [needsRoom, isBeside, upper]);
  if (isNarrow) {
    const answer = status === undefined ? words().response.name : `${words().response.name} ${status}`;
    const sides = (
      <Segments
        name={words().request.sides}
        value={side}
        choices={[
          { value: "request", text: words().request.name },
          { value: "response", text: answer },
        ]}
        onChoose={setSide}
      />
    );
    return (
      <section className={css.pane} aria-label={words().request.name} data-area="request">
        <div className={css.narrow}>{address}</div>
        {side === "request" ? request(sides) : <div className={css.side}>{response(sides)}</div>}
      </section>
    );
  }
  return (
    <Group
      id={`panes-${isTwoPane}`}
      orientation={isBeside ? "horizontal" : "vertical"}
      className={css.panes}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) useView.setState({ requestShare: Math.round(layout.request ?? 58) });
      }}
    >
      <Panel id="request" panelRef={upper} defaultSize={`${useView.getState().requestShare}%`} minSize="20%">
        <section className={css.pane} aria-label={words().request.name} data-area="request">
          {title}
          {address}
          {request(null)}
        </section>
      </Panel>
      <SplitHandle name={words().request.resize} />
      <Panel id="response" minSize="20%">
        {response(null)}
      </Panel>
    </Group>
  );
}
