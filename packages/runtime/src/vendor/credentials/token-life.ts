import type { Tokens } from './tokens.ts'

/** Milliseconds before its end from which on a token counts as over: it has a way to go, and clocks differ. */
const margin = 5_000

/** Milliseconds before its end at which a token is renewed, at the most. */
const aheadAtMost = 300_000

const lifetimeOf = ({ obtainedAt, expiresAt }: Tokens): number => (expiresAt ?? Infinity) - obtainedAt

/** When a token must not be sent any more, in milliseconds since 1970. */
export const endsAt = (tokens: Tokens): number =>
  (tokens.expiresAt ?? Infinity) - Math.min(margin, lifetimeOf(tokens) / 20)

/** When a token is renewed while calls go on with it. */
export const renewsAt = (tokens: Tokens): number =>
  (tokens.expiresAt ?? Infinity) - Math.min(aheadAtMost, lifetimeOf(tokens) / 5)

export const isGood = (tokens: Tokens, now: number): boolean => now < endsAt(tokens)
