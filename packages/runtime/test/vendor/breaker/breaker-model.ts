import fc from 'fast-check'
import {
  Breaker,
  type BreakerOptions,
  type BreakerState,
  type Ticket,
} from '../../../src/vendor/breaker/breaker.ts'
import type { Verdict } from '../../../src/vendor/breaker/verdict.ts'
import { stopTime, type StoppedTime } from '../../support/stopped-time.ts'

/** What all runs together have gone through: a model that never opens proves nothing. */
export interface ModelCoverage {
  runs: number
  commands: number
  opened: number
  probes: number
  failedProbes: number
  closedByProbe: number
  /** Opened by the newest attempts, while the window as a whole was not that bad. */
  sudden: number
  isolated: number
  /** Attempts that ended in another state than they began in. */
  late: number
}

interface Given {
  readonly ticket: Ticket
  readonly generation: number
  readonly isProbe: boolean
}

const buckets = 10

/** What a breaker should do, told without any of its means. */
class Model {
  readonly options: BreakerOptions
  readonly coverage: ModelCoverage
  state: BreakerState = 'closed'
  generation = 0
  given: Given[] = []
  isProbing = false
  failedProbes = 0
  clock = 0
  timers = 0
  halfOpenAt = 0
  attempts: Array<{ readonly bucket: number; readonly failed: boolean }> = []

  constructor(options: BreakerOptions, coverage: ModelCoverage) {
    this.options = options
    this.coverage = coverage
  }

  enter(): 'refused' | 'attempt' | 'probe' {
    if (this.state === 'closed') return 'attempt'
    if (this.state !== 'half-open' || this.isProbing) return 'refused'
    this.isProbing = true
    this.coverage.probes += 1
    return 'probe'
  }

  leave({ generation, isProbe }: Given, verdict: Verdict, retryAfter: number): void {
    if (generation !== this.generation) {
      this.coverage.late += 1
      return
    }
    if (isProbe) this.#leaveProbe(verdict, retryAfter)
    else if (verdict === 'success' || verdict === 'failure') {
      this.attempts.push({ bucket: this.#bucket, failed: verdict === 'failure' })
      if (verdict === 'failure' && this.#isTooMuch) this.#open(0, retryAfter)
    }
  }

  pass(duration: number, isNoticed: boolean): void {
    this.clock += duration
    if (!isNoticed) return
    this.timers += duration
    if (this.state === 'open' && this.timers >= this.halfOpenAt) this.#become('half-open')
  }

  isolate(): void {
    this.coverage.isolated += 1
    this.#become('isolated')
  }

  close(): void {
    this.failedProbes = 0
    this.attempts = []
    this.#become('closed')
  }

  #leaveProbe(verdict: Verdict, retryAfter: number): void {
    this.isProbing = false
    if (verdict === 'nothing') return
    if (verdict === 'failure') {
      this.coverage.failedProbes += 1
      this.#open(this.failedProbes + 1, retryAfter)
    } else {
      this.coverage.closedByProbe += 1
      this.close()
    }
  }

  get #bucket(): number {
    return Math.floor(this.clock / (this.options.window / buckets))
  }

  get #isTooMuch(): boolean {
    if (this.#hasFailed(buckets, this.options.volume)) return true
    const isSudden = this.#hasFailed(2, this.options.volume * 5)
    if (isSudden) this.coverage.sudden += 1
    return isSudden
  }

  #hasFailed(newest: number, volume: number): boolean {
    const counted = this.attempts.filter(({ bucket }) => bucket > this.#bucket - newest)
    const failed = counted.filter((attempt) => attempt.failed).length
    return counted.length >= volume && failed / counted.length >= this.options.errorShare
  }

  #open(failedProbes: number, retryAfter: number): void {
    const { reset, resetMax } = this.options
    this.coverage.opened += 1
    this.failedProbes = failedProbes
    this.halfOpenAt =
      this.timers + Math.min(resetMax, Math.max(reset * 2 ** failedProbes, retryAfter * 1_000))
    this.#become('open')
  }

  #become(state: BreakerState): void {
    this.state = state
    this.generation += 1
    this.isProbing = false
  }
}

interface Real {
  readonly breaker: Breaker
  readonly time: StoppedTime
}

type Command = fc.Command<Model, Real>

function expectSame<T>(found: T, wanted: T, what: string): void {
  if (found !== wanted) throw new Error(`${what}: ${String(found)} instead of ${String(wanted)}`)
}

const command = (
  name: string,
  act: (model: Model, real: Real) => void,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command => ({
  check,
  run(model, real) {
    model.coverage.commands += 1
    act(model, real)
    expectSame(real.breaker.state, model.state, 'the state')
    expectSame(real.breaker.isClosed, model.state === 'closed', 'isClosed')
  },
  toString: () => name,
})

const enter = (times: number): Command =>
  command(`enter ×${times}`, (model, { breaker }) => {
    for (let count = 0; count < times; count += 1) {
      const ticket = breaker.enter()
      const wanted = model.enter()
      expectSame(ticket === 0 ? 'refused' : ticket < 0 ? 'probe' : 'attempt', wanted, 'what enter gives')
      if (wanted !== 'refused') {
        model.given.push({ ticket, generation: model.generation, isProbe: wanted === 'probe' })
      }
    }
  })

const leave = (index: number, times: number, verdict: Verdict, retryAfter: number): Command =>
  command(
    `leave ${index} ×${times}: ${verdict}, retry after ${retryAfter}`,
    (model, { breaker }) => {
      for (let count = 0; count < times && model.given.length > 0; count += 1) {
        const [given] = model.given.splice(index % model.given.length, 1) as [Given]
        breaker.leave(given.ticket, verdict, 'some failure', retryAfter)
        model.leave(given, verdict, retryAfter)
      }
    },
    (model) => model.given.length > 0,
  )

const advance = (duration: number): Command =>
  command(`advance ${duration}`, (model, { time }) => {
    time.advance(duration)
    model.pass(duration, true)
  })

const stall = (duration: number): Command =>
  command(`stall ${duration}`, (model, { time }) => {
    time.stall(duration)
    model.pass(duration, false)
  })

const isolate = command('isolate', (model, { breaker }) => {
  breaker.isolate()
  model.isolate()
})

const close = command('close', (model, { breaker }) => {
  breaker.reset()
  model.close()
})

const verdicts: readonly Verdict[] = ['failure', 'failure', 'failure', 'success', 'alive', 'nothing']

const optionsOf = fc.record({
  volume: fc.integer({ min: 10, max: 20 }),
  errorShare: fc.constantFrom(0.2, 0.5, 1),
  window: fc.constantFrom(1_000, 10_000),
  slow: fc.constant(1_000),
  reset: fc.constantFrom(100, 5_000),
  resetMax: fc.constantFrom(400, 60_000),
})

/** Many attempts with one outcome: rare among random ones, and what a breaker is for. */
const many = (times: number, verdict: 'success' | 'failure'): Command =>
  command(`${times} attempts: ${verdict}`, (model, { breaker }) => {
    for (let count = 0; count < times; count += 1) {
      const ticket = breaker.enter()
      const wanted = model.enter()
      expectSame(ticket === 0, wanted === 'refused', 'whether enter refuses')
      if (wanted === 'refused') continue
      breaker.leave(ticket, verdict, 'some failure')
      model.leave({ ticket, generation: model.generation, isProbe: wanted === 'probe' }, verdict, 0)
    }
  })

const attempts = [
  fc.integer({ min: 1, max: 40 }).map(enter),
  fc
    .tuple(
      fc.nat(50),
      fc.integer({ min: 1, max: 30 }),
      fc.constantFrom(...verdicts),
      fc.constantFrom(0, 0, 0, 7),
    )
    .map(([index, times, verdict, retryAfter]) => leave(index, times, verdict, retryAfter)),
  fc.oneof(fc.nat(300), fc.nat(20_000), fc.constant(3_600_000)).map(advance),
]

const commandsOf = fc.commands(
  [
    ...attempts,
    ...attempts,
    ...attempts,
    fc.constantFrom(20, 100).map((times) => many(times, 'failure')),
    fc.constantFrom(20, 400).map((times) => many(times, 'success')),
    fc.nat(100_000).map(stall),
    fc.constantFrom(isolate, close, close, close),
  ],
  { maxCommands: 60, size: 'max' },
)

/** Throws with the shortest run in which breaker and model differ. */
export function checkBreakerModel(runs: number): ModelCoverage {
  const coverage: ModelCoverage = {
    runs: 0,
    commands: 0,
    opened: 0,
    probes: 0,
    failedProbes: 0,
    closedByProbe: 0,
    sudden: 0,
    isolated: 0,
    late: 0,
  }
  fc.assert(
    fc.property(optionsOf, commandsOf, (options, commands) => {
      const time = stopTime()
      const breaker = new Breaker(options, { now: time.now, onTransition: () => undefined })
      coverage.runs += 1
      try {
        fc.modelRun(() => ({ model: new Model(options, coverage), real: { breaker, time } }), commands)
      } finally {
        breaker.shutdown()
        time.end()
      }
    }),
    { numRuns: runs },
  )
  return coverage
}

/** Throws if one failure among successes opens a breaker that needs ten attempts, whenever they come. */
export function checkLoneFailure(runs: number): void {
  const pauses = fc.array(fc.nat(2_000), { maxLength: 60 })
  fc.assert(
    fc.property(pauses, pauses, (before, after) => {
      const time = stopTime()
      const options = { volume: 10, errorShare: 0.5, window: 10_000, slow: 1_000, reset: 100, resetMax: 100 }
      const breaker = new Breaker(options, { now: time.now, onTransition: () => undefined })
      try {
        const send = (verdict: Verdict): void => breaker.leave(breaker.enter(), verdict, 'some failure')
        const succeed = (pause: number): void => {
          time.advance(pause)
          send('success')
        }
        for (const pause of before) succeed(pause)
        send('failure')
        expectSame(breaker.state, 'closed', 'the state after one failure')
        for (const pause of after) succeed(pause)
        expectSame(breaker.state, 'closed', 'the state in the end')
      } finally {
        breaker.shutdown()
        time.end()
      }
    }),
    { numRuns: runs },
  )
}
