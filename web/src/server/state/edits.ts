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
 * Edits what `formOf` takes from `record`. Only what differs is sent, with the version that was looked at. When the record is
 * another one by now, it is read again. Did nothing change that this form shows, the change goes through; otherwise the fields
 * that one did not touch show what somebody else saved, one's own changes stay, and nothing is lost.
 */
export function useEdits<Record extends { version: number }, Form extends object>(options: {
  record: Record;
  formOf: (record: Record) => Form;
  save: (changes: Partial<Form> & { if_version: number }) => Promise<unknown>;
  readAgain: () => Promise<Record>;
  onSaved: () => void;
}): Edits<Form> {
  const { record, formOf, save, readAgain, onSaved } = options;
  const [edits, setEdits] = useState<Partial<Form>>({});
  const saved = formOf(record);
  const changes = changesOf(saved, edits);
  const isChanged = Object.keys(changes).length > 0;
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async () => {
      try {
        await save({ ...changes, if_version: record.version });
      } catch (thrown) {
        if (errorOf(thrown).code !== "changed") throw thrown;
        const fresh = await readAgain();
        if (Object.keys(changesOf(saved, formOf(fresh))).length > 0) throw thrown;
        await save({ ...changes, if_version: fresh.version });
      }
    },
    onSuccess: () => {
      setEdits({});
      onSaved();
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
      if (isChanged && !isPending) mutate();
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
