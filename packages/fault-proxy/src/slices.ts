/** The pieces that a slicer cuts a chunk into: about `average` bytes each, more or less by up to `variation`. */
export function slices(chunk: Buffer, average: number, variation: number, random: () => number): Buffer[] {
  const pieces: Buffer[] = []
  for (let start = 0; start < chunk.length;) {
    const size = Math.max(1, Math.round(average + (random() * 2 - 1) * variation))
    pieces.push(chunk.subarray(start, start + size))
    start += size
  }
  return pieces
}
