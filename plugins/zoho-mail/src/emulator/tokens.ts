import { createHmac } from 'node:crypto'

/** What somebody has agreed to. Its number is part of each of its tokens. */
export interface Consent {
  readonly refreshToken: string
  readonly scopes: readonly string[]
  /** When its access tokens of late were made, in milliseconds since 1970. */
  readonly generations: number[]
}

export const tokenLifetime = 3_600
const key = 'emulated accounts server'

/**
 * An access token that says itself until when it is good, and for what consent, so that tokens outlive a reset of the
 * emulator as they would a restart of Zoho.
 */
export function accessToken(consent: number, now: number): string {
  const ends = Math.floor(now / 1_000) + tokenLifetime
  const facts = `${ends.toString(16).padStart(12, '0')}${consent.toString(16).padStart(20, '0')}`
  return `1000.${facts}.${signature(facts)}`
}

/** The number of the consent that a token stands for, while it is good. */
export function consentOf(token: string, now: number): number | undefined {
  const [, facts = '', signed = ''] = /^1000\.([0-9a-f]{32})\.([0-9a-f]{32})$/.exec(token) ?? []
  if (facts === '' || signed !== signature(facts)) return undefined
  return Number.parseInt(facts.slice(0, 12), 16) * 1_000 > now
    ? Number.parseInt(facts.slice(12), 16)
    : undefined
}

const signature = (facts: string): string =>
  createHmac('sha256', key).update(facts).digest('hex').slice(0, 32)

/** Scopes as a token endpoint understands them. */
export const readScopes = (text: string): string[] => text.split(',').filter(Boolean)
