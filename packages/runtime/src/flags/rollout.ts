import { hash } from 'node:crypto'

const space = 2 ** 32

/**
 * Whether a subject is in the share of a rollout. It is told by a hash of flag and subject alone, so that every instance
 * says the same, each flag has its own early ones, and who is in stays in while the percentage grows.
 */
export function isInRollout(flag: string, subject: string, percentage: number): boolean {
  if (percentage >= 100) return true
  const digest = hash('sha256', JSON.stringify([flag, subject]), 'buffer')
  return (digest.readUInt32BE(0) / space) * 100 < percentage
}
