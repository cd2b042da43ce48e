/**
 * Ends the hiding of secrets a while later, in milliseconds: what was done with them may still be told of. Nothing waits
 * for it.
 */
export function releaseLater(releases: ReadonlyArray<() => void>, after: number): void {
  if (releases.length === 0) return
  setTimeout(() => {
    for (const release of releases) release()
  }, after).unref()
}
