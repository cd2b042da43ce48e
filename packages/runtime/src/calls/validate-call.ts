import type { Effect } from '@patchbay/contract'
import type { Logger } from 'pino'
import type { Connection } from '../connections/connection.ts'
import type { ConnectorHost } from '../connectors/connector-host.ts'
import type { VendorClient } from '../vendor/vendor-client.ts'
import { line } from './call-line.ts'
import type { CallMeta } from './call-result.ts'
import { secretsOf } from './call-secrets.ts'
import type { TermsOfCalls } from './call-terms.ts'
import type { Call } from './call.ts'
import type { Choice } from './choose-connection.ts'
import { toProblem } from './to-problem.ts'

/** What a call would take from one limit of the vendor. */
export interface CostForecast {
  readonly predicted: number
  /** What is there now, as far as this instance knows; missing where the limit does not apply. */
  readonly left?: number
  readonly capacity?: number
}

/** What a call would mean that was checked and not made. */
export interface CallValidation {
  readonly data: {
    readonly valid: true
    readonly effect: Effect
    /** What it needs at the vendor; whatever the connection is known to lack would have been a problem. */
    readonly scopes: readonly string[]
    /** By limit. */
    readonly cost: Readonly<Record<string, CostForecast>>
  }
  readonly meta: CallMeta
}

export interface ValidationParts {
  readonly log: Logger
  readonly terms: Pick<TermsOfCalls, 'of'>
  readonly clientOf: (host: ConnectorHost, connection: Connection) => VendorClient
  readonly choose: Choice['choose']
}

/** Checks calls without making them: nothing is taken, sent, counted or recorded as a change. */
export function createValidation({ log, terms, clientOf, choose }: ValidationParts) {
  const forecast = async (call: Call, connection: Connection): Promise<CallValidation> => {
    const { operation, input, requestId } = call
    const { description, connector } = operation
    const { host } = connector
    const costs = operation.hasCost ? await host.cost(description.id, input, connection.config) : {}
    const levels = await clientOf(host, connection).levels({ operation: description.id, input, costs })
    const cost = Object.fromEntries(
      Object.entries(costs).map(([limit, predicted]) => [limit, { predicted, ...levels[limit] }]),
    )
    return {
      data: { valid: true, effect: description.effect, scopes: description.scopes, cost },
      meta: {
        requestId,
        connector: host.description.id,
        operation: description.id,
        connection: connection.id,
        source: connection.source,
      },
    }
  }

  return async (call: Call): Promise<CallValidation> => {
    const begun = performance.now()
    try {
      const connection = await choose(call, terms.of(call.principal, call.operation))
      const validation = await forecast(call, connection)
      log.info(line(call, 'valid', performance.now() - begun, 0), 'validation')
      return validation
    } catch (error) {
      const problem = toProblem(error)
      const said = secretsOf(call)?.hideIn(problem) ?? problem
      log.warn({ ...line(call, said.code, performance.now() - begun, 0), detail: said.message }, 'validation')
      throw said
    }
  }
}
