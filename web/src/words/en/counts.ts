// How numbers are said in English.

/** A count with its noun. */
export const times = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** A number with its thousands apart. */
export const grouped = (count: number) => count.toLocaleString("en-US");
