// A form over a record that others may change, too: what is typed lies over what is saved, member by member.
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { errorOf } from "#/server/api/client.ts";

/** A form in use. */
export type Edits<Form> = {
  /** What the fields show. */
  form: Form;
  set: (some: Partial<Form>) => void;
  isChanged: boolean;
  isPending: boolean;
  error: Error | null;
  submit: (event?: FormEvent) => void;
  discard: () => void;
};

/**
 * Edits `saved`. Only what differs is sent, with the version that was looked at. When somebody else saved meanwhile, `onStale`
 * has the record read again: what one did not touch then shows theirs, one's own changes stay, and nothing is lost.
 */
export function useEdits<Form extends object>(options: {
  saved: Form;
  version: number;
  save: (changes: Partial<Form> & { if_version: number }) => Promise<unknown>;
  onSaved: () => void;
  onStale: () => void;
}): Edits<Form> {
  const { saved, version, save, onSaved, onStale } = options;
  const [edits, setEdits] = useState<Partial<Form>>({});
  const changes = changesOf(saved, edits);
  const isChanged = Object.keys(changes).length > 0;
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: save,
    onSuccess: () => {
      setEdits({});
      onSaved();
    },
    onError: (thrown) => {
      if (errorOf(thrown).code === "changed") onStale();
    },
  });
  return {
    form: { ...saved, ...edits },
    set: (some) => setEdits((before) => ({ ...before, ...some })),
    isChanged,
    isPending,
    error,
    submit: (event) => {
      event?.preventDefault();
      if (isChanged && !isPending) mutate({ ...changes, if_version: version });
    },
    discard: () => {
      setEdits({});
      reset();
    },
  };
}

/** The members that were edited to something else than what is saved. */
export function changesOf<Form extends object>(saved: Form, edits: Partial<Form>): Partial<Form> {
  const names = Object.keys(edits) as (keyof Form)[];
  const changes: Partial<Form> = {};
  for (const name of names) if (edits[name] !== saved[name]) changes[name] = edits[name] as Form[typeof name];
  return changes;
}
