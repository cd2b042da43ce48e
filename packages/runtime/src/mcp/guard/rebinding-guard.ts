import type { IncomingHttpHeaders } from 'node:http'
import {
  localhostAllowedHostnames,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server'
import { Problem } from '@patchbay/contract'

/**
 * Refuses what a page of a stranger would send to a server that only its visitor can reach (DNS rebinding; MCP,
 * transports, "Security Warning"). Undefined where a request may pass.
 */
export type RebindingGuard = (headers: IncomingHttpHeaders) => Problem | undefined

export interface RebindingGuardParts {
  /** Names beside those of this machine. For IPv6 in brackets. */
  readonly hostnames: readonly string[]
  /** Origins of pages that may ask, to the letter. Those with one of the names above may as well. */
  readonly origins: ReadonlySet<string>
  /**
   * Whether `Host` must be one of the names. In a network of its own a server has names that it does not know, and no
   * browser of somebody else to fear.
   */
  readonly checksHost: () => boolean
}

export function createRebindingGuard({
  hostnames,
  origins,
  checksHost,
}: RebindingGuardParts): RebindingGuard {
  const names = [...localhostAllowedHostnames(), ...hostnames]
  /** Nearly all that come write it alike, and parsing it is what the check costs. */
  let lastGood: string | undefined

  const hasGoodHost = ({ host }: IncomingHttpHeaders): boolean => {
    if (host !== undefined && host === lastGood) return true
    if (!validateHostHeader(host, names).ok) return false
    lastGood = host
    return true
  }
  const hasGoodOrigin = ({ origin }: IncomingHttpHeaders): boolean =>
    origin === undefined || origins.has(origin) || validateOriginHeader(origin, names).ok

  return (headers) => {
    if (checksHost() && !hasGoodHost(headers)) return wrongHost(headers.host)
    return hasGoodOrigin(headers) ? undefined : wrongOrigin()
  }
}

const wrongHost = (host: string | undefined): Problem =>
  new Problem('forbidden', {
    detail: `/mcp does not answer to the name ${JSON.stringify(host ?? '')} in the header Host.`,
    advice:
      'Use the address that the operator has given; the operator adds names in PATCHBAY_PUBLIC_URL or PATCHBAY_MCP_HOSTS.',
  })

const wrongOrigin = (): Problem =>
  new Problem('forbidden', {
    detail: '/mcp does not answer to pages of the origin in the header Origin.',
    advice:
      'The operator allows origins in PATCHBAY_MCP_ORIGINS. A client that is no page leaves the header out.',
  })
