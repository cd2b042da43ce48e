import type { Suspicion } from '../safety/suspicious-definition.ts'

/** The rules of `../safety` as a whole. To be raised when they find more: what nobody has approved is looked at again. */
export const safetyRules = 1

/** A definition that is trusted, without its text. */
export interface Pin {
  readonly digest: string
  readonly rules: number
  readonly trustedAt: Date
  readonly approvedBy: string | undefined
}

/**
 * `trusted`: agents may be shown it. `changed`: another definition was pinned under this version. `added`: the version
 * was pinned without the tool. `suspicious`: a text in it seems to be meant to deceive.
 */
export type PinState = 'trusted' | 'changed' | 'added' | 'suspicious'

export interface Evidence {
  readonly digest: string
  /** Of this tool under this version. */
  readonly pins: readonly Pin[]
  /** Whether tools of this version have been pinned before. */
  readonly isVersionKnown: boolean
  readonly suspicions: () => readonly Suspicion[]
}

/** What a definition is, by what is known of it. Only a person overrides a suspicion; the first to be seen is trusted. */
export function judgeTool({ digest, pins, isVersionKnown, suspicions }: Evidence): PinState {
  const pin = pins.find((one) => one.digest === digest)
  if (pin !== undefined && (pin.approvedBy !== undefined || pin.rules >= safetyRules)) return 'trusted'
  if (suspicions().length > 0) return 'suspicious'
  if (pin !== undefined || !isVersionKnown) return 'trusted'
  return pins.length > 0 ? 'changed' : 'added'
}
