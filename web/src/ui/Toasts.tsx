import { Toast } from "@base-ui/react/toast";
import { CircleCheck, X } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import { Button, IconButton } from "./Button.tsx";
import css from "./Toasts.module.css";

/** Wraps what may show toasts. One at a time, five seconds, longer while pointed at. */
export function ToastArea(props: { closeName: string; children: ReactNode }) {
  return (
    <Toast.Provider limit={1} timeout={5000}>
      {props.children}
      <Toast.Portal>
        <Toast.Viewport className={css.view}>
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
      <CircleCheck size={16} strokeWidth={1.75} className={css.sign} aria-hidden />
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

/** Gives the function that shows a sentence, with one action when there is something to take back. */
export function useToast(): (sentence: string, action?: ToastAction) => void {
  const { add, close } = Toast.useToastManager();
  return useCallback(
    (sentence, action) => {
      const act = () => {
        close(id);
        action?.onChoose();
      };
      const id = add({
        title: sentence,
        ...(action ? { actionProps: { children: action.text, onClick: act } } : {}),
      });
    },
    [add, close],
  );
}
