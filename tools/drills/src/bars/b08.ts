import type { Drill } from '../drill.ts'

/** What the runtime's own test of its breaker exports. */
interface BreakerModel {
  readonly checkBreakerModel: (runs: number) => Readonly<Record<string, number>>
  readonly checkLoneFailure: (runs: number) => void
}

const runs = 10_000
const model = new URL('../test/vendor/breaker/breaker-model.ts', import.meta.resolve('@patchbay/runtime'))

export const b08: Drill = {
  id: 'B08',
  promise: 'A breaker does as its model, whatever happens in whatever order',
  target: `${runs.toLocaleString('en')} runs without a divergence, one probe at a time; one failure never opens it (opossum by default: it does)`,
  async run() {
    const { checkBreakerModel, checkLoneFailure } = (await import(model.href)) as BreakerModel
    checkLoneFailure(runs)
    const seen = checkBreakerModel(runs)
    const measured = Object.entries(seen)
      .map(([what, times]) => `${what}: ${times.toLocaleString('en')}`)
      .join(', ')
    return { measured, pass: Object.values(seen).every((times) => times > 0) }
  },
}
