import { hash, randomBytes } from 'node:crypto'

/** What a sign-in at an issuer was begun with. */
export interface SignInTicket {
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** The path here that it leads to. */
  readonly returnTo: string
}

const form = /^(\d{13,16})\.[\w-]{43}\.([\w-]{0,2800})$/

/**
 * What the browser keeps that begins a sign-in, and shows when it comes back: 256 random bits, with an end and a way back
 * that cannot be changed, for all that goes to the issuer is made of the whole.
 */
export const newSignInTicket = ({ expiresAt, returnTo }: SignInTicket): string =>
  [expiresAt, randomBytes(32).toString('base64url'), Buffer.from(returnTo).toString('base64url')].join('.')

/** Undefined for what is none. */
export function readSignInTicket(ticket: string): SignInTicket | undefined {
  const [, expiresAt, returnTo] = form.exec(ticket) ?? []
  if (expiresAt === undefined || returnTo === undefined) return undefined
  return { expiresAt: Number(expiresAt), returnTo: Buffer.from(returnTo, 'base64url').toString() }
}

const derive = (what: string, issuer: string, ticket: string): string =>
  hash('sha256', `${what} at ${issuer} of ${ticket}`, 'base64url')

/** What goes to an issuer and comes back. Who knows one of them knows neither the others nor the ticket. */
export const secretsOf = (ticket: string, issuer: string) => ({
  state: derive('state', issuer, ticket),
  nonce: derive('nonce', issuer, ticket),
  /** Of PKCE. */
  verifier: derive('verifier', issuer, ticket),
})
