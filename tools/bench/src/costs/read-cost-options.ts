import { parseArgs } from 'node:util'
import { positive } from '../options.ts'
import { canPin, loadCore, pinThisProcess, serverCore } from '../processes/affinity.ts'
import type { CompareOptions } from './compare.ts'

export interface CostOptions extends CompareOptions {
  readonly warmUp: number
  /** Cores to hold servers and all else to; undefined where that is not possible or not wanted. */
  readonly cores: { readonly server: number; readonly load: number } | undefined
}

/** `--seconds 8 --rounds 6 --warm-up 40000 --connections 64 --rate 500 --no-pin`, which are the defaults but for the last. */
export function readCostOptions(parameters: readonly string[]): CostOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      seconds: { type: 'string', default: '8' },
      rounds: { type: 'string', default: '6' },
      'warm-up': { type: 'string', default: '40000' },
      connections: { type: 'string', default: '64' },
      rate: { type: 'string', default: '500' },
      'no-pin': { type: 'boolean', default: false },
    },
  })
  const isPinned = !values['no-pin'] && canPin()
  if (isPinned) pinThisProcess(loadCore)
  return {
    seconds: positive('seconds', values.seconds),
    rounds: positive('rounds', values.rounds),
    warmUp: positive('warm-up', values['warm-up']),
    connections: positive('connections', values.connections),
    rate: positive('rate', values.rate),
    cores: isPinned ? { server: serverCore, load: loadCore } : undefined,
  }
}
