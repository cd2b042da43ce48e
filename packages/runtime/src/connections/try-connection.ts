import { Problem, type FieldError } from '@patchbay/contract'
import type { Principal } from '../access/principal.ts'
import type { CallEngine } from '../calls/call-engine.ts'
import type { Call, CallPlace } from '../calls/call.ts'
import type { Registry } from '../connectors/registry.ts'
import type { Connection } from './connection.ts'
import { effectiveScopes } from './effective-scopes.ts'
import { missingScopes } from './usable-connection.ts'

/** What came out when a connection was tried. */
export interface CheckReport {
  readonly works: boolean
  /** The read that was called. */
  readonly operation: string
  /** Milliseconds. */
  readonly duration: number
  /** Why it does not work. */
  readonly problem: CheckProblem | null
  readonly scopes: {
    /** With what they include. Null where the vendor does not say. */
    readonly granted: readonly string[] | null
    /** Those that an operation needs and the connection lacks. */
    readonly missing: readonly string[]
  }
  readonly operations: {
    readonly usable: readonly string[]
    readonly unusable: ReadonlyArray<{ readonly operation: string; readonly missing: readonly string[] }>
  }
  /** What to do now. */
  readonly next: string
}

interface CheckProblem {
  readonly code: string
  readonly detail: string
  readonly advice: string
  readonly errors?: readonly FieldError[]
}

/** Who wants to know, and until when. */
export type CheckCaller = Pick<Call, 'requestId' | 'traceId' | 'attend'> & { readonly principal: Principal }

const asked = { mayAnswer: false, mayAsk: true, mayStore: false, maxAge: 0 } as const

/** Calls the read that proves that a connection works, past everything that is kept. Rejects only if it cannot be tried. */
export async function tryConnection(
  registry: Registry,
  engine: Pick<CallEngine, 'runOver'>,
  connection: Connection,
  caller: CheckCaller,
): Promise<CheckReport> {
  const { host, operations } = registry.find(connection.connector)
  const { check } = host.description
  const operation = operations.get(check)
  if (operation === undefined) throw new Problem('internal', { detail: 'The connector has no such check.' })
  const place: CallPlace = { connector: connection.connector, operation: check, connection: connection.id }
  const { requestId, traceId, principal } = caller
  const call: Call = {
    requestId,
    traceId,
    principal,
    attend: (deadline) => caller.attend(deadline),
    operation,
    input: {},
    form: 'json',
    wantedConnection: connection.id,
    place,
    cacheUse: asked,
  }
  const begun = performance.now()
  const problem = await engine.runOver(call, connection).then(
    () => null,
    (error: unknown) => {
      if (!Problem.is(error) || error.code === 'cancelled') throw error
      return error
    },
  )
  const grantedScopes =
    (problem === null ? await askScopes(registry, engine, connection, call) : undefined) ??
    connection.grantedScopes
  const verdicts = host.description.operations.map(({ id, scopes }) => ({
    operation: id,
    missing: missingScopes(grantedScopes, scopes),
  }))
  const unusable = verdicts.filter(({ missing }) => missing.length > 0)
  const missing = [...new Set(unusable.flatMap((one) => one.missing))].toSorted()
  return {
    works: problem === null,
    operation: check,
    duration: Math.round(performance.now() - begun),
    problem: problem === null ? null : said(problem),
    scopes: { granted: grantedScopes === undefined ? null : [...grantedScopes], missing },
    operations: {
      usable: verdicts.filter((one) => one.missing.length === 0).map((one) => one.operation),
      unusable,
    },
    next: problem === null ? nextOf(missing) : problem.advice,
  }
}

/** What the vendor says that it has granted, for credentials that were entered; undefined where it cannot be asked. */
async function askScopes(
  registry: Registry,
  engine: Pick<CallEngine, 'runOver'>,
  connection: Connection,
  check: Call,
): Promise<ReadonlySet<string> | undefined> {
  const { host, operations } = registry.find(connection.connector)
  const { grantedScopes } = host.description
  if (grantedScopes === null || connection.authentication.kind !== 'api-key') return undefined
  const { operation: id, list, field } = grantedScopes
  const operation = operations.get(id)
  if (operation === undefined) return undefined
  const call: Call = { ...check, operation, place: { ...check.place, operation: id } }
  try {
    const { data } = await engine.runOver(call, connection)
    const items = (JSON.parse(data) as Readonly<Record<string, unknown>>)[list]
    const scopes = (Array.isArray(items) ? items : []).map(
      (item: unknown) => (Object(item) as Record<string, unknown>)[field],
    )
    return effectiveScopes(
      scopes.filter((scope) => typeof scope === 'string'),
      connection.authentication,
    )
  } catch (error) {
    // It works all the same; what was granted is then as unknown as before.
    if (!Problem.is(error) || error.code === 'cancelled') throw error
    return undefined
  }
}

const said = ({ code, message, advice, errors }: Problem): CheckProblem => ({
  code,
  detail: message,
  advice,
  ...(errors === undefined ? {} : { errors }),
})

const nextOf = (missing: readonly string[]): string =>
  missing.length === 0
    ? 'Nothing: it works.'
    : `It works. For the operations in \`unusable\`, grant ${missing.join(', ')} at the vendor, and authorize or check it again.`
