import { inMilliseconds } from './durations.ts'

/** At most so many in every span of time, wherever the span begins. */
export interface Rate {
  readonly amount: number
  /** Milliseconds. */
  readonly window: number
}

/** The rate that a checked setting such as `600/1m` means; undefined for `off`. */
export function inRate(checked: string): Rate | undefined {
  if (checked === 'off') return undefined
  const [amount = '', window = ''] = checked.split('/')
  return { amount: Number(amount), window: inMilliseconds(window) }
}
