import { isIP } from 'node:net'
import { ConfigurationError } from '../configuration/read-settings.ts'

const named = new Set(['loopback', 'linklocal', 'uniquelocal'])

/**
 * The proxies that Fastify may believe. Addresses only, and no number of hops: whoever reaches the port past the
 * proxies could then write as many hops as are counted. Throws a `ConfigurationError` on what is no address.
 */
export function trustedProxies(setting: string): string[] | false {
  const entries = setting.split(',').flatMap((entry) => entry.trim() || [])
  const wrong = entries.filter((entry) => !named.has(entry) && !isNetwork(entry))
  if (wrong.length > 0) {
    throw new ConfigurationError(
      wrong.map(
        (entry) =>
          `PATCHBAY_TRUSTED_PROXIES: must be addresses or networks such as 10.0.0.0/8, not "${entry}"`,
      ),
    )
  }
  return entries.length === 0 ? false : entries
}

// All addresses at once are no answer to who may be believed, and Fastify refuses them too.
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
