let count = 0

/** A scope that no other test uses. */
export const freshScope = (): string => `scope ${(count += 1)}`
