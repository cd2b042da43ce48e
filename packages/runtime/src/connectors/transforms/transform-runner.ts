import { basename, extname } from 'node:path'
import type { Transform } from '@patchbay/contract'
import type { Span } from '../../telemetry/traces/span.ts'
import { outputOf, type TransformTime } from './transform-message.ts'
import type { TransformMetrics } from './transform-metrics.ts'
import { TransformPool, type TransformPoolOptions } from './transform-pool.ts'
import { weigh } from './weigh.ts'

/** The call that a transform is run for. */
export interface TransformCall {
  /** Read only if a thread is needed. */
  readonly signal: AbortSignal
  readonly span?: Span | undefined
}

/** Runs the transforms of one connector, each where it holds up nobody. */
export interface TransformRunner {
  run<I, O>(transform: Transform<I, O>, input: I, call: TransformCall): Promise<O>
  close(): Promise<void>
}

export interface TransformRunnerOptions extends Omit<TransformPoolOptions, 'killed'> {
  /** Inputs of more plain data, in bytes, go to a thread. */
  readonly inlinePlain: number
  /** Inputs with more bytes in buffers go to a thread. */
  readonly inlineBytes: number
}

/** Milliseconds. Where a transform takes longer, inputs of half the size are the most that it runs inline. */
const slowRun = 10

/** What is known of one transform. */
interface Known {
  readonly inline: (seconds: number) => void
  readonly thread: (seconds: number) => void
  /** The first slow run may be chance, such as a collection of garbage. */
  wasSlow: boolean
  /** The size of input, in bytes, from which it has proven to be heavy. */
  heavyFrom: number
}

export function createTransformRunner(
  options: TransformRunnerOptions,
  metrics: TransformMetrics,
): TransformRunner {
  const { inlinePlain, inlineBytes } = options
  const known = new Map<string, Known>()
  let pool: TransformPool | undefined

  const openPool = (): TransformPool => {
    const opened = new TransformPool({ ...options, killed: (reason) => metrics.killed(reason) })
    metrics.watch(opened)
    return opened
  }

  const knownOf = (module: string): Known => {
    let entry = known.get(module)
    if (entry === undefined) {
      const name = basename(module, extname(module))
      entry = {
        inline: metrics.series(name, 'inline'),
        thread: metrics.series(name, 'thread'),
        wasSlow: false,
        heavyFrom: Number.POSITIVE_INFINITY,
      }
      known.set(module, entry)
    }
    return entry
  }

  return {
    async run<I, O>(transform: Transform<I, O>, input: I, call: TransformCall): Promise<O> {
      const { module, work } = transform
      const entry = knownOf(module)
      const { plain, bytes, transferable } = weigh(input, inlinePlain)
      const begun = performance.now()
      const isLight =
        work === 'linear' && plain <= inlinePlain && bytes <= inlineBytes && plain + bytes < entry.heavyFrom
      const span = spanOfTransform(call.span, module, isLight)
      if (isLight) {
        try {
          return transform.run(input)
        } finally {
          const duration = performance.now() - begun
          if (duration > slowRun) {
            if (entry.wasSlow) entry.heavyFrom = (plain + bytes) / 2
            entry.wasSlow = true
          }
          entry.inline(duration / 1_000)
          span?.end()
        }
      }
      try {
        const task = span === undefined ? { module, input } : ({ module, input, isTimed: true } as const)
        const answer = await (pool ??= openPool()).run(task, transferable, call.signal)
        if (span !== undefined && 'ran' in answer) seeRun(span, answer.ran)
        return outputOf(answer) as O
      } finally {
        entry.thread((performance.now() - begun) / 1_000)
        span?.end()
      }
    },
    close: async () => pool?.close(),
  }
}

/** With the wait for a thread, where it runs in one. Undefined where nobody would see it. */
function spanOfTransform(around: Span | undefined, module: string, isInline: boolean): Span | undefined {
  if (around?.isRecording !== true) return undefined
  const name = basename(module, extname(module))
  return around.child(`transform ${name}`, { facts: { 'patchbay.place': isInline ? 'inline' : 'thread' } })
}

/** The part of it that the transform itself took, as its thread has measured it. */
function seeRun(span: Span, ran: TransformTime | undefined): void {
  if (ran !== undefined) span.child('transform run', { at: ran.from }).end(undefined, ran.to)
}

/** Runs every transform inline, for a host that stands alone. */
export const inlineRunner: TransformRunner = {
  run: async (transform, input) => transform.run(input),
  close: async () => {},
}
