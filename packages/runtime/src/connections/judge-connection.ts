import type { Authentication, FieldError } from '@patchbay/contract'
import type { Check } from '../calls/schema-compiler.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { ConnectionSettings } from './connection-settings.ts'
import { rulesOf, type EnteredCredentials, type RulesByKind } from './credential-kinds.ts'
import { originOf, unfitForVendor, type EgressPolicy } from './egress-policy.ts'

/** What of a connector is needed to judge the settings of a connection. */
interface ConnectorParts {
  readonly host: ConnectorHost
  readonly checkConfig: Check
  readonly checkCredentials: ReadonlyMap<string, Check>
}

export interface JudgeParts {
  readonly egress: EgressPolicy
  readonly kinds: RulesByKind
}

/** Where a connection leads and how, worked out from its settings. */
export interface Account {
  /** With its defaults. */
  readonly config: Readonly<Record<string, unknown>>
  /** Which of the connector's kinds of authentication. */
  readonly auth: string
  readonly authentication: Authentication
  readonly origins: Readonly<Record<string, string>>
}

/** What is wrong, each with the path of its field; the account if nothing is. Never repeats a value of the credentials. */
export type JudgedConnection =
  | { readonly account: Account; readonly errors: readonly [] }
  | { readonly account?: undefined; readonly errors: readonly FieldError[] }

/**
 * Judges the settings of a connection by its connector's schemas and the egress policy. With `credentials` left out,
 * those that it has are taken to be right.
 */
export async function judgeConnection(
  settings: Pick<ConnectionSettings, 'config' | 'auth' | 'origins'>,
  credentials: EnteredCredentials | undefined,
  { host, checkConfig, checkCredentials }: ConnectorParts,
  { egress, kinds }: JudgeParts,
): Promise<JudgedConnection> {
  const { description } = host
  const errors: FieldError[] = []
  const config = structuredClone(settings.config ?? {})
  for (const { path, message } of checkConfig(config) ?? []) {
    errors.push({ path: `/config${path}`, message })
  }
  const auth = settings.auth ?? Object.keys(description.auth)[0] ?? ''
  const authentication = Object.hasOwn(description.auth, auth) ? description.auth[auth] : undefined
  if (authentication === undefined) {
    errors.push({
      path: '/auth',
      message: `"${auth}" is none of ${Object.keys(description.auth).join(', ')}`,
    })
  } else if (credentials !== undefined) {
    const wrong = checkCredentials.get(auth)?.(credentials) ?? []
    for (const { path, message } of [
      ...wrong,
      ...rulesOf(kinds, authentication).judge(authentication, credentials),
    ]) {
      errors.push({ path: `/credentials${path}`, message })
    }
  }
  if (errors.length > 0 || authentication === undefined) return { errors }

  const origins = await resolveOrigins(settings, host, config, egress, errors)
  return errors.length > 0 ? { errors } : { errors: [], account: { config, auth, authentication, origins } }
}

/** Where each origin of the connector leads for this connection. Adds to `errors` what must not be. */
async function resolveOrigins(
  settings: Pick<ConnectionSettings, 'origins'>,
  host: ConnectorHost,
  config: unknown,
  egress: EgressPolicy,
  errors: FieldError[],
): Promise<Record<string, string>> {
  const origins: Record<string, string> = {}
  const resolve = (id: string, address: string, isDeclared: boolean): void => {
    const path = `/origins/${id}`
    try {
      const origin = originOf(address)
      const isPermitted = egress.allows(origin)
      const unfit = isDeclared && !isPermitted ? unfitForVendor(origin) : undefined
      if (unfit !== undefined) errors.push({ path, message: `${origin} ${unfit}` })
      if (!isDeclared && origin !== origins[id] && !isPermitted) {
        errors.push({ path, message: `${origin} is not allowed; add it to PATCHBAY_EGRESS_ALLOW` })
      }
      origins[id] = origin
    } catch (error) {
      errors.push({ path, message: (error as Error).message })
    }
  }
  try {
    for (const [id, declared] of Object.entries(await host.origins(config))) resolve(id, declared, true)
  } catch (error) {
    errors.push({ path: '/origins', message: String(error) })
  }
  for (const [id, address] of Object.entries(settings.origins ?? {})) {
    if (host.description.origins.includes(id)) resolve(id, address, false)
    else errors.push({ path: `/origins/${id}`, message: `is none of ${host.description.origins.join(', ')}` })
  }
  return origins
}
