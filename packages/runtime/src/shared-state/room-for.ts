const one = (): number => 1

/** Room for this many entries in an `LRUCache`. Its own `max` takes the memory for all of them in advance. */
export const roomFor = (
  entries: number,
): { readonly maxSize: number; readonly sizeCalculation: () => number } => ({
  maxSize: entries,
  sizeCalculation: one,
})
