/** What a drill saw, in a line, and whether that keeps the promise. */
export interface DrillResult {
  readonly measured: string
  readonly pass: boolean
}

/** One promise about reliability or security, and the program that holds us to it. */
export interface Drill {
  readonly id: string
  readonly promise: string
  readonly target: string
  /** Takes long, or needs a quiet machine: run on demand, and not by `npm test`. */
  readonly isLong?: true
  run(): Promise<DrillResult>
}

/** A drill that has been run. */
export interface DrillReport extends DrillResult {
  readonly id: string
  readonly promise: string
  readonly target: string
  readonly seconds: number
}

/** Runs them one after the other, for each may load the machine. A drill that throws has missed its target. */
export async function runDrills(drills: readonly Drill[]): Promise<DrillReport[]> {
  const reports: DrillReport[] = []
  for (const drill of drills) {
    const begun = performance.now()
    const result = await drill
      .run()
      .catch((error: unknown) => ({ measured: `the drill failed: ${String(error)}`, pass: false }))
    const { id, promise, target } = drill
    reports.push({ id, promise, target, ...result, seconds: (performance.now() - begun) / 1_000 })
  }
  return reports
}
