import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigurationError } from '../../configuration/read-settings.ts'
import type { Settings } from '../../configuration/settings.ts'
import { createApiClient, type ApiClient } from './api-client.ts'

type Whereabouts = Pick<Settings, 'url' | 'key' | 'host' | 'port' | 'adminKey' | 'dataFolder'>

/** A running server, and the key to show to it. */
export interface Server {
  readonly url: URL
  readonly key: string
  /** Where the key came from, for whoever has to replace it. */
  readonly keyOrigin: string
}

/** A client of the server that the settings name, in one tenant where the key may act in any. */
export const openClient = (settings: Whereabouts, tenant: string | undefined): ApiClient =>
  createApiClient({ tenant, ...findServer(settings) })

/** The server that the settings name. Throws a `ConfigurationError` if they do not say where, or with which key. */
export function findServer(settings: Whereabouts): Server {
  const url = settings.url === undefined ? localAddress(settings) : readAddress(settings.url)
  return { url, ...findKey(settings) }
}

/** Where a server with the same settings listens. */
function localAddress({ host, port }: Whereabouts): URL {
  const reachable = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host
  return new URL(`http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`)
}

function readAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '') {
    throw new ConfigurationError([
      'PATCHBAY_URL: must be an address such as https://patchbay.example, without a name or password',
    ])
  }
  return url
}

function findKey(settings: Whereabouts): { readonly key: string; readonly keyOrigin: string } {
  if (settings.key !== undefined) return { key: settings.key, keyOrigin: 'PATCHBAY_KEY' }
  // The administrator's key of this machine must not be shown to another one.
  if (settings.url !== undefined) {
    throw new ConfigurationError(['PATCHBAY_KEY: is needed with PATCHBAY_URL'])
  }
  if (settings.adminKey !== undefined) return { key: settings.adminKey, keyOrigin: 'PATCHBAY_ADMIN_KEY' }
  const file = join(resolve(settings.dataFolder), 'admin-key')
  try {
    return { key: readFileSync(file, 'utf8').trim(), keyOrigin: file }
  } catch {
    throw new ConfigurationError([
      `PATCHBAY_KEY: is not set, and ${file} cannot be read, where the first \`patchbay start\` keeps the administrator's`,
    ])
  }
}
