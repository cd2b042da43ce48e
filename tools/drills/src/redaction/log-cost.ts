import { randomBytes } from 'node:crypto'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Nanoseconds of processor time for a line on its way to a file, of the quickest round each. */
export interface LogCost {
  /** By pino with the same batches, and nothing removed. */
  readonly bare: number
  /** With names masked and values searched. */
  readonly redacted: number
  /** With one regular expression of the values, line by line, as is usual. */
  readonly byExpression: number
}

export const secretCount = 20

const kinds = ['bare', 'redacted', 'byExpression'] as const
const turns = 4

/** Measures each in processes of its own, by turns, whose standard output is thrown away. */
export async function measureLogCost(): Promise<LogCost> {
  const best = { bare: Infinity, redacted: Infinity, byExpression: Infinity }
  for (let turn = 0; turn < turns; turn += 1) {
    for (const kind of kinds) best[kind] = Math.min(best[kind], await measure(kind))
  }
  return best
}

async function measure(kind: keyof LogCost): Promise<number> {
  const sink = openSync('/dev/null', 'w')
  const child = fork(fileURLToPath(new URL('log-cost-process.ts', import.meta.url)), [kind], {
    execArgv: ['--conditions=@patchbay/source'],
    stdio: ['ignore', sink, 'inherit', 'ipc'],
  })
  const [cost] = (await once(child, 'message')) as [number]
  child.kill()
  closeSync(sink)
  return cost
}

export const someSecrets = (): string[] =>
  Array.from({ length: secretCount }, () => randomBytes(24).toString('base64url'))
