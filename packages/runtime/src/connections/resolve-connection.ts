import type { Check } from '../calls/schema-compiler.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { Connection } from './connection.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { isHeaderValue } from '../vendor/request-headers.ts'
import { originOf, unfitForVendor, type EgressPolicy } from './egress-policy.ts'

/** What a connector needs to judge the settings of a connection. */
interface ConnectorParts {
  readonly host: ConnectorHost
  readonly checkConfig: Check
  readonly checkCredentials: ReadonlyMap<string, Check>
}

export interface ResolvedConnection {
  readonly connection?: Connection
  /** What is wrong, each with the path of its field. Never repeats a value of the credentials. */
  readonly problems: readonly string[]
}

/** Judges a connection by its connector's schemas and the egress policy, and makes it ready for calls. */
export async function resolveConnection(
  settings: ConnectionSettings,
  { host, checkConfig, checkCredentials }: ConnectorParts,
  egress: EgressPolicy,
  source: Connection['source'],
): Promise<ResolvedConnection> {
  const { description } = host
  const problems: string[] = []
  const config = structuredClone(settings.config ?? {})
  for (const { path, message } of checkConfig(config) ?? []) problems.push(`/config${path}: ${message}`)

  const kind = settings.auth ?? Object.keys(description.auth)[0] ?? ''
  const authentication = Object.hasOwn(description.auth, kind) ? description.auth[kind] : undefined
  const credentials = settings.credentials ?? {}
  if (authentication === undefined) {
    problems.push(`/auth: "${kind}" is none of ${Object.keys(description.auth).join(', ')}`)
  } else {
    for (const { path, message } of checkCredentials.get(kind)?.(credentials) ?? []) {
      problems.push(`/credentials${path}: ${message}`)
    }
    const field =
      authentication.kind === 'api-key' && authentication.in === 'header' ? authentication.field : undefined
    if (field !== undefined && !isHeaderValue(credentials[field] ?? '')) {
      problems.push(`/credentials/${field}: has a character, such as a line break, that no header can carry`)
    }
  }
  if (problems.length > 0 || authentication === undefined) return { problems }

  const origins = await resolveOrigins(settings, host, config, egress, problems)
  if (problems.length > 0) return { problems }
  return {
    problems,
    connection: {
      id: settings.id,
      connector: description.id,
      config,
      authentication,
      credentials,
      origins,
      source,
    },
  }
}

/** Where each origin of the connector leads for this connection. Adds to `problems` what must not be. */
async function resolveOrigins(
  settings: ConnectionSettings,
  host: ConnectorHost,
  config: unknown,
  egress: EgressPolicy,
  problems: string[],
): Promise<Record<string, string>> {
  const origins: Record<string, string> = {}
  const resolve = (id: string, address: string, isDeclared: boolean): void => {
    try {
      const origin = originOf(address)
      const isPermitted = egress.allows(origin)
      const unfit = isDeclared && !isPermitted ? unfitForVendor(origin) : undefined
      if (unfit !== undefined) problems.push(`/origins/${id}: ${origin} ${unfit}`)
      if (!isDeclared && origin !== origins[id] && !isPermitted) {
        problems.push(`/origins/${id}: ${origin} is not allowed; add it to PATCHBAY_EGRESS_ALLOW`)
      }
      origins[id] = origin
    } catch (error) {
      problems.push(`/origins/${id}: ${(error as Error).message}`)
    }
  }
  try {
    for (const [id, declared] of Object.entries(await host.origins(config))) resolve(id, declared, true)
  } catch (error) {
    problems.push(`/origins: ${String(error)}`)
  }
  for (const [id, address] of Object.entries(settings.origins ?? {})) {
    if (host.description.origins.includes(id)) resolve(id, address, false)
    else problems.push(`/origins/${id}: is none of ${host.description.origins.join(', ')}`)
  }
  return origins
}
