import { createHash, hash } from 'node:crypto'
import type { TableDigest } from './manifest.ts'

/** Counts and digests rows as they pass. */
export interface DigestingTable {
  /** Lines of JSON, each with its line break. */
  add(lines: Buffer, rows: number): void
  result(): TableDigest
}

export function digestTable(name: string): DigestingTable {
  const sha256 = createHash('sha256')
  let rows = 0
  return {
    add(lines, count) {
      sha256.update(lines)
      rows += count
    },
    result: () => ({ name, rows, sha256: sha256.copy().digest('hex') }),
  }
}

/** One digest for all. */
export const digestOfAll = (tables: readonly TableDigest[]): string =>
  hash('sha256', tables.map(({ name, rows, sha256 }) => `${name} ${rows} ${sha256}\n`).join(''))
