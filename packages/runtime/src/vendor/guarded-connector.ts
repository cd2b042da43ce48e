import { lookup, type LookupAddress } from 'node:dns'
import { isIP, Socket, type LookupFunction } from 'node:net'
import { Problem } from '@patchbay/contract'
import { buildConnector } from 'undici'
import { isPublicAddress } from './public-address.ts'

/** What stands between a host's name and a socket. Replaced by tests, which have no internet. */
export interface Network {
  readonly lookup: LookupFunction
  /** Whether a vendor may be at the address. */
  readonly isPublic: (address: string) => boolean
}

export const internet: Network = { lookup, isPublic: isPublicAddress }

/** For an origin that the operator has permitted: it may lead anywhere. */
export const openConnector = (timeout: number, { lookup }: Network): buildConnector.connector =>
  buildConnector({ timeout, allowH2: false, lookup })

/**
 * For an origin that a connector declared: connects by https, and to public addresses only. The name is resolved
 * once per socket, and what is checked is what is connected to, so an answer that changes between check and use
 * has nothing to gain. The address of the open socket is checked again before a byte is written.
 */
export function guardedConnector(
  origin: string,
  timeout: number,
  network: Network,
): buildConnector.connector {
  const refuse = (reason: string): Problem => refusal(origin, reason)
  const connect = buildConnector({
    timeout,
    allowH2: false,
    lookup: guardedLookup(network, refuse),
  })
  return (options, callback) => {
    if (options.protocol !== 'https:') {
      callback(refuse('is not https'), null)
      return
    }
    // Node connects to a literal without asking any lookup.
    if (isIP(options.hostname.replace(/^\[|\]$/g, '')) !== 0) {
      callback(refuse('is an address where a name must be'), null)
      return
    }
    let refused: Problem | undefined
    const check = (socket: Socket): void => {
      const { remoteAddress = '' } = socket
      if (refused !== undefined || network.isPublic(remoteAddress)) return
      refused = refuse('has connected to an address that is not public')
      socket.destroy(refused)
    }
    const socket: unknown = connect(options, (error, connected) => {
      if (error === null) check(connected)
      if (refused !== undefined) callback(refused, null)
      else if (error === null) callback(null, connected)
      else callback(error, null)
    })
    // Before the listener that begins with TLS, so that not even a greeting is sent.
    if (socket instanceof Socket) socket.prependOnceListener('connect', () => check(socket))
  }
}

type LookupResult = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/** Gives addresses only if each one is public: a name that is half inside is not the vendor's. */
function guardedLookup({ lookup, isPublic }: Network, refuse: (reason: string) => Problem): LookupFunction {
  return (hostname, options, callback: LookupResult) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, [])
        return
      }
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found
      const [first] = addresses
      if (first === undefined || !addresses.every(({ address }) => isPublic(address))) {
        callback(refuse('leads to an address that is not public'), [])
      } else if (options.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

// The address itself stays unsaid: a caller could else read the operator's own DNS through it.
function refusal(origin: string, reason: string): Problem {
  return new Problem('egress_forbidden', {
    detail: `${origin} ${reason}. Nothing was sent.`,
    advice: `Correct the config or the origins of the connection. If it is meant to lead there, the operator can add ${origin} to PATCHBAY_EGRESS_ALLOW.`,
  })
}
