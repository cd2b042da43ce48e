import { createHash } from 'node:crypto'
import type { ErrorSource } from './error-source.ts'
import { normaliseMessage } from './normalise-message.ts'
import type { Occurrence } from './occurrence.ts'
import { ownFrames } from './own-frames.ts'

type Kind = Pick<Occurrence, 'source' | 'series' | 'problem' | 'cause' | 'subject'>

/** 128 bits in hex that are the same for all occurrences of one error, on every instance. */
export function fingerprint({ source, series, problem, cause, subject }: Kind): string {
  const frames = problem.code === 'internal' ? ownFrames(cause) : ''
  return hashOf([
    series.tenant,
    series.connector,
    series.operation,
    problem.code,
    problem.upstream?.status ?? null,
    problem.upstream?.code ?? null,
    frames === '' ? normaliseMessage(problem.message) : frames,
    ...ofSource(source, subject),
  ])
}

/** Of the group for what there is too much of to tell its kinds apart. */
export const catchAllOf = ({ source, series, problem }: Kind): string =>
  hashOf([
    series.tenant,
    series.connector,
    series.operation,
    problem.code,
    problem.upstream?.status ?? null,
    ...ofSource(source),
  ])

/** Groups of calls are what they were before there were other sources. */
const ofSource = (source: ErrorSource, subject = ''): readonly string[] =>
  source === 'call' ? [] : [source, subject]

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
