import { CircleAlert, RotateCw } from "lucide-react";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { controlWords } from "#/words/controls.ts";
import css from "./Boundary.module.css";
import { Button } from "./Button.tsx";
import { CopyButton } from "./CopyButton.tsx";

/** Props of a boundary. */
export type BoundaryProps = {
  /** Says what is safe. */
  where: "app" | "server" | "dialog";
  /** Another value than before means that something else is to be drawn, so that a new try is made. */
  shows?: string | undefined;
  /** What stands around the sentence; absent means nothing. */
  frame?: (said: ReactNode) => ReactNode;
  children: ReactNode;
};

type Failure = { thrown: unknown; components: string };

/** Keeps an error of what is drawn inside from taking the page along: a sentence stands in its place. */
export class Boundary extends Component<BoundaryProps, { failure: Failure | null }> {
  override state: { failure: Failure | null } = { failure: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { failure: { thrown, components: "" } };
  }

  override componentDidCatch(thrown: unknown, { componentStack }: ErrorInfo) {
    this.setState({ failure: { thrown, components: componentStack ?? "" } });
  }

  override componentDidUpdate({ shows }: BoundaryProps) {
    if (this.state.failure && shows !== this.props.shows) this.again();
  }

  private again() {
    this.setState({ failure: null });
  }

  override render() {
    const { where, frame = (said) => said, children } = this.props;
    const { failure } = this.state;
    if (!failure) return children;
    return frame(<Broken where={where} failure={failure} onAgain={() => this.again()} />);
  }
}

function Broken(props: { where: BoundaryProps["where"]; failure: Failure; onAgain: () => void }) {
  const { where, failure, onAgain } = props;
  const { title, text } = controlWords().broken[where];
  return (
    <div className={css.broken} role="alert">
      <CircleAlert size={16} strokeWidth={1.75} aria-hidden />
      <div className={css.said}>
        <h3>{title}</h3>
        <p>{text}</p>
        <div className={css.actions}>
          <Button size="form" onClick={onAgain}>
            {controlWords().broken.again}
          </Button>
          <Button size="form" icon={RotateCw} onClick={() => location.reload()}>
            {controlWords().broken.reload}
          </Button>
          <CopyButton name={controlWords().broken.copy} shows={controlWords().broken.copy} text={detailsOf(failure)} />
        </div>
      </div>
    </div>
  );
}

/** What a report of the error needs: what was thrown, where in the code and the page, and in which browser. */
function detailsOf({ thrown, components }: Failure): string {
  const said = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const stack = (thrown instanceof Error ? thrown.stack : undefined) ?? "";
  // Chromium begins the stack with the message, others do not.
  return [stack.startsWith(said) ? stack : `${said}\n${stack}`, components.trim(), navigator.userAgent].join("\n\n");
}
