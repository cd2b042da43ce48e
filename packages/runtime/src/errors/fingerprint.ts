import { createHash } from 'node:crypto'
import type { Problem, ProblemCode } from '@patchbay/contract'
import type { UsageSeries } from '../usage/usage-counter.ts'
import { normaliseMessage } from './normalise-message.ts'
import { ownFrames } from './own-frames.ts'

/** 128 bits in hex that are the same for all occurrences of one error, on every instance. */
export function fingerprint(series: UsageSeries, problem: Problem, cause?: unknown): string {
  const frames = problem.code === 'internal' ? ownFrames(cause) : ''
  const parts = [
    series.tenant,
    series.connector,
    series.operation,
    problem.code,
    problem.upstream?.status ?? null,
    problem.upstream?.code ?? null,
    frames === '' ? normaliseMessage(problem.message) : frames,
  ]
  return hashOf(parts)
}

/** Of the group for what there are too many kinds of to tell them apart. */
export const catchAllOf = ({ tenant, connector, operation }: UsageSeries, code: ProblemCode): string =>
  hashOf([tenant, connector, operation, code])

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
