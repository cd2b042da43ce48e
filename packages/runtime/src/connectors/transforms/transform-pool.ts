import type { Worker } from 'node:worker_threads'
import { Piscina } from 'piscina'
import { Problem } from '@patchbay/contract'
import { sourceConditions } from '../source-condition.ts'
import type { KillReason } from './transform-metrics.ts'
import type { TransformAnswer, TransformTask } from './transform-message.ts'
import { TurnQueue } from './turn-queue.ts'

export interface TransformPoolOptions {
  /** Most threads at once. */
  readonly threads: number
  /** Most tasks that wait for a thread. */
  readonly queue: number
  /** Megabytes of JavaScript heap for each thread. */
  readonly memory: number
  /** Milliseconds without work until a thread ends. */
  readonly idle: number
  killed(reason: KillReason): void
}

// Threads take what the process was started with, of which they need this alone: the rest is for whoever started it.
const parameters = sourceConditions.map((condition) => `--conditions=${condition}`)

// Megabytes. V8 lets it grow threefold before it collects, which is memory that nobody needs.
const mostYoung = 8

const worker = import.meta.resolve('#workers/transform')

/**
 * The threads of one connector. Piscina would queue by itself, but its bound does not count tasks that can be
 * aborted, it takes them out of order, and it forgets those that wait when the last thread dies. So it only gets what
 * a thread is free for. A thread counts as taken until it has ended, not until its task was given up.
 */
export class TransformPool {
  readonly #options: TransformPoolOptions
  readonly #turns: TurnQueue
  #piscina: Piscina<TransformTask, TransformAnswer> | undefined
  #running = 0

  constructor(options: TransformPoolOptions) {
    this.#options = options
    this.#turns = new TurnQueue(options.threads, options.queue)
  }

  /** How many threads there are. */
  get threads(): number {
    return this.#piscina?.threads.length ?? 0
  }

  get waiting(): number {
    return this.#turns.waiting
  }

  /** Rejects with a `Problem` where the thread did not answer. `signal` ends the task, and the thread with it. */
  async run(task: TransformTask, transferList: ArrayBuffer[], signal: AbortSignal): Promise<TransformAnswer> {
    await this.#turns.take(signal)
    if (signal.aborted) {
      this.#turns.give()
      throw signal.reason
    }
    const piscina = (this.#piscina ??= this.#open())
    this.#running += 1
    const abort = new AbortController()
    const begun = performance.now()
    let ending: Worker | undefined
    const end = (): void => {
      const before = piscina.threads
      abort.abort()
      const after = new Set(piscina.threads)
      const thread = before.find((one) => !after.has(one))
      if (thread === undefined) return // its thread was still starting
      this.#options.killed('deadline')
      ending = thread
    }
    signal.addEventListener('abort', end, { once: true })
    try {
      return await piscina.run(task, { transferList, signal: abort.signal })
    } catch (error) {
      if (signal.aborted) throw endedProblem(signal.reason, performance.now() - begun)
      throw this.#explain(error as NodeJS.ErrnoException)
    } finally {
      this.#running -= 1
      signal.removeEventListener('abort', end)
      // Not by a promise of its events: one that runs out of memory while it is ended fails first, and then exits.
      if (ending === undefined || hasExited(ending)) this.#turns.give()
      else ending.once('exit', () => this.#turns.give())
    }
  }

  async close(): Promise<void> {
    const piscina = this.#piscina
    this.#piscina = undefined
    await piscina?.destroy()
  }

  #open(): Piscina<TransformTask, TransformAnswer> {
    const { threads, memory, idle } = this.#options
    const piscina = new Piscina<TransformTask, TransformAnswer>({
      filename: worker,
      name: 'runTransform',
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idle,
      env: {},
      execArgv: parameters,
      resourceLimits: {
        maxOldGenerationSizeMb: memory,
        maxYoungGenerationSizeMb: Math.min(mostYoung, Math.ceil(memory / 8)),
      },
      recordTiming: false,
    })
    // A thread has died between two tasks, or before it could take its first one, which would then wait for ever.
    piscina.on('error', () => {
      this.#options.killed('crash')
      if (piscina.threads.length >= this.#running) return
      if (this.#piscina === piscina) this.#piscina = undefined
      void piscina.destroy()
    })
    return piscina
  }

  #explain(error: NodeJS.ErrnoException): Problem {
    if (error.name === 'DataCloneError') {
      return fault('was given something that is not plain data', error)
    }
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      this.#options.killed('memory')
      return fault(
        `needed more than the ${this.#options.memory} MB of memory that its thread may have`,
        error,
      )
    }
    this.#options.killed('crash')
    return fault('has ended its thread', error)
  }
}

const hasExited = ({ threadId }: Worker): boolean => threadId === -1

function endedProblem(reason: unknown, duration: number): unknown {
  // Its caller left, which is no fault of the transform.
  if (Problem.is(reason) && reason.code === 'cancelled') return reason
  return fault(
    `was still at work after ${Math.round(duration)} ms, when the time of the call was over`,
    reason,
  )
}

const fault = (what: string, cause: unknown): Problem =>
  new Problem('internal', {
    detail: `A transform of the connector ${what}. Only this call is affected.`,
    cause,
  })
