import { BlockList, isIP, type AddressInfo } from 'node:net'
import { publicBaseOf } from '../../configuration/public-base.ts'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { originOf } from '../../connections/egress-policy.ts'
import { createRebindingGuard, type RebindingGuard } from './rebinding-guard.ts'

/** What is looked at before anything else of a request to `/mcp`. */
export interface McpGuard {
  readonly refusalOf: RebindingGuard
  /** Origins whose pages a browser lets read the answers; none unless they are configured. */
  readonly browserOrigins: ReadonlySet<string>
}

/**
 * `listening`: where the server listens, once it does on an address. Throws a `ConfigurationError` that lists every name
 * and origin that is none.
 */
export function openMcpGuard(
  settings: Pick<Settings, 'publicUrl' | 'host' | 'mcpHosts' | 'mcpOrigins'>,
  listening: () => AddressInfo | undefined,
): McpGuard {
  const { publicUrl, host, mcpHosts, mcpOrigins } = settings
  const problems: string[] = []
  const hostnames = partsOf(mcpHosts).flatMap((name) => {
    const read = hostnameOf(name)
    if (read === undefined)
      problems.push(`PATCHBAY_MCP_HOSTS: must be host names without a port, not "${name}"`)
    return read ?? []
  })
  const browserOrigins = new Set<string>()
  for (const text of partsOf(mcpOrigins)) {
    try {
      browserOrigins.add(originOf(text))
    } catch (error) {
      problems.push(`PATCHBAY_MCP_ORIGINS: ${(error as Error).message}`)
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  const publicName = publicUrl === undefined ? [] : [new URL(publicBaseOf(publicUrl)).hostname]
  const refusalOf = createRebindingGuard({
    hostnames: [...hostnames, ...publicName],
    origins: browserOrigins,
    checksHost: () => hostnames.length > 0 || isLoopback(listening()?.address ?? host),
  })
  return { refusalOf, browserOrigins }
}

const partsOf = (list: string): string[] => list.split(',').flatMap((part) => part.trim() || [])

/** As it is read in a URL, which is how `Host` is read; undefined if it is more than a name, or none. */
function hostnameOf(text: string): string | undefined {
  const url = URL.parse(`http://${text}`)
  return url !== null && url.href === `http://${url.hostname}/` && url.hostname === text.toLowerCase()
    ? url.hostname
    : undefined
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

function isLoopback(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return address === 'localhost'
  return loopback.check(address, version === 4 ? 'ipv4' : 'ipv6')
}
