import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Button, IconButton } from "#/ui/Button.tsx";
import { controlWords } from "#/words/controls.ts";
import css from "./Toasts.module.css";

/** Wraps what may show toasts. One at a time, five seconds, longer while pointed at. */
export function ToastArea(props: { closeName: string; children: ReactNode }) {
  return (
    <Toast.Provider limit={1} timeout={5000}>
      {props.children}
      <Toast.Portal>
        <Toast.Viewport className={css.view} aria-label={controlWords().notifications}>
          <List closeName={props.closeName} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** A toast is no dialog: nothing waits for it. */
const PLAIN = { role: "group", "aria-modal": undefined };

function List({ closeName }: { closeName: string }) {
  const { toasts, close } = Toast.useToastManager();
  // One that had to give way is gone for everybody, not only for the eye.
  const shown = toasts.filter((toast) => !toast.limited);
  return shown.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} {...PLAIN} className={css.toast}>
      {toast.type === "problem" ? (
        <CircleAlert size={16} strokeWidth={1.75} className={css.bad} aria-hidden />
      ) : (
        <CircleCheck size={16} strokeWidth={1.75} className={css.sign} aria-hidden />
      )}
      <Toast.Title className={css.text} />
      {toast.actionProps ? (
        <Toast.Action
          render={
            <Button look="ghost" className={css.action}>
              {toast.actionProps.children}
            </Button>
          }
        />
      ) : null}
      <IconButton size="tight" icon={X} name={closeName} onClick={() => close(toast.id)} />
    </Toast.Root>
  ));
}

/** One action of a toast. */
export type ToastAction = { text: string; onChoose: () => void };

/** Shows a sentence, with one action when there is something to take back; `problem` says that something did not work. */
export type ShowToast = ((sentence: string, action?: ToastAction) => void) & { problem: (sentence: string) => void };

/** Gives the function that shows a toast. */
export function useToast(): ShowToast {
  const { add, close } = Toast.useToastManager();
  return useMemo(() => {
    const show = (sentence: string, action?: ToastAction) => {
      const act = () => {
        close(id);
        action?.onChoose();
      };
      const id = add({
        title: sentence,
        ...(action ? { actionProps: { children: action.text, onClick: act } } : {}),
      });
    };
    return Object.assign(show, { problem: (sentence: string) => void add({ title: sentence, type: "problem" }) });
  }, [add, close]);
}
