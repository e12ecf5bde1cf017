import { create } from "zustand";

/** The address with which somebody just registered, for the sign-in that follows; empty otherwise. */
export const useRegistered = create<{ address: string }>(() => ({ address: "" }));
