import { hash, randomBytes } from 'node:crypto'

/**
 * What the address holds that a person opens here: 256 bits. The browser that opens it keeps it in a cookie, and shows it
 * when the vendor sends it back.
 */
export const newTicket = (): string => randomBytes(32).toString('base64url')

/** The state that goes to the vendor and comes back. Who knows it does not know the ticket. */
export const stateOf = (ticket: string): string => hash('sha256', `state of ${ticket}`, 'base64url')
