import { parseArgs } from 'node:util'
import { cases } from './cases.ts'

export interface BenchOptions {
  /** Length of one measurement. */
  readonly seconds: number
  /** Requests that each case answers before anything is measured. */
  readonly warmUp: number
  readonly rounds: number
  readonly connections: number
  /** Ids of the cases to measure. */
  readonly cases: readonly string[]
  /** Whether processes are held to cores, where that is possible. */
  readonly pin: boolean
  /** Folder for a CPU profile of each server. */
  readonly profileFolder: string | undefined
}

export const usage = `npm run bench -- [options]
  --seconds <n>       length of one measurement (default 4)
  --rounds <n>        how often each case is measured, in turns (default 3)
  --warm-up <n>       requests to each case beforehand (default 40000)
  --connections <n>   of the load (default 64)
  --cases <a,b>       only these of ${cases.map(({ id }) => id).join(', ')}
  --quick             2 rounds of 1 second after 15000 requests of warm-up: a hint, not a result
  --no-pin            leave the choice of cores to the system
  --profile <folder>  write a CPU profile of each server`

/** Reads the options of the command line. Throws a `TypeError` that says what is wrong. */
export function readOptions(parameters: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      'warm-up': { type: 'string' },
      connections: { type: 'string', default: '64' },
      cases: { type: 'string', default: cases.map(({ id }) => id).join(',') },
      quick: { type: 'boolean', default: false },
      'no-pin': { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  })
  const wanted = values.cases.split(',').map((id) => id.trim())
  const unknown = wanted.filter((id) => !cases.some((known) => known.id === id))
  if (unknown.length > 0) throw new TypeError(`There is no case "${unknown.join('", "')}".`)
  return {
    seconds: positive('seconds', values.seconds ?? (values.quick ? '1' : '4')),
    warmUp: whole('warm-up', values['warm-up'] ?? (values.quick ? '15000' : '40000')),
    rounds: whole('rounds', values.rounds ?? (values.quick ? '2' : '3')),
    connections: whole('connections', values.connections),
    cases: wanted,
    pin: !values['no-pin'],
    profileFolder: values.profile,
  }
}

/** Throws a `TypeError` that names the option. */
export function positive(name: string, text: string): number {
  const value = Number(text)
  if (!(value > 0 && Number.isFinite(value))) throw new TypeError(`--${name} must be a number above 0.`)
  return value
}

function whole(name: string, text: string): number {
  const value = positive(name, text)
  if (!Number.isInteger(value)) throw new TypeError(`--${name} must be a whole number.`)
  return value
}
