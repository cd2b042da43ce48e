import type { CallEngine } from '../calls/call-engine.ts'
import type { Call } from '../calls/call.ts'
import type { KeyedCalls } from '../calls/idempotency/keyed-calls.ts'
import { Problem } from '@patchbay/contract'
import { hideFields } from '../telemetry/redaction/secret-fields.ts'
import type { Audit } from './audit.ts'
import type { AuditEvent } from './audit-entry.ts'
import { digestOf } from './digest.ts'

/** One entry for each call that is not a read. */
export interface CallAudit {
  /** To be called before the call runs. */
  begin(call: Call): void
  /** Resolves once the entry of the call is durable. What it is first said to have ended with is what is written. */
  end(call: Call, outcome: string): Promise<void>
}

export function createCallAudit(audit: Audit): CallAudit {
  const inputs = new WeakMap<Call, string>()
  const ended = new WeakMap<Call, Promise<void>>()
  return {
    begin: (call) => void inputs.set(call, digestOfInput(call)),
    end(call, outcome) {
      let end = ended.get(call)
      if (end === undefined) {
        end = audit.append(eventOf(call, outcome, inputs.get(call) ?? ''))
        ended.set(call, end)
      }
      return end
    },
  }
}

function digestOfInput({ operation, input }: Call): string {
  const { secretInputs } = operation
  return digestOf(secretInputs === undefined ? input : hideFields(input, secretInputs))
}

function eventOf(call: Call, outcome: string, input: string): AuditEvent {
  const { operation, principal, place, requestId, traceId } = call
  const { connector, description } = operation
  return {
    tenant: principal.tenant,
    actor: principal.id,
    actorKind: principal.kind,
    action: `call.${connector.host.description.id}/${description.id}`,
    target: place.connection,
    outcome,
    traceId,
    requestId,
    details: { effect: description.effect, input },
  }
}

const isAudited = ({ operation }: Call): boolean => operation.description.effect !== 'read'

/** The engine, of whose calls those that are not reads are answered when their entry is durable. Reads pay nothing. */
export function auditedEngine(engine: CallEngine, audit: CallAudit): CallEngine {
  const audited = async <T extends object>(call: Call, run: () => T | Promise<T>): Promise<T> => {
    audit.begin(call)
    let result: T
    try {
      result = await run()
    } catch (error) {
      // That it failed is what the caller has to know, even if it could not be recorded.
      await audit.end(call, Problem.is(error) ? error.code : 'internal').catch(() => undefined)
      throw error
    }
    await audit.end(call, 'status' in result ? 'replayed' : 'ok')
    return result
  }
  return {
    run: (call) => (isAudited(call) ? audited(call, () => engine.run(call)) : engine.run(call)),
    runOnce: (call, key) =>
      isAudited(call) ? audited(call, () => engine.runOnce(call, key)) : engine.runOnce(call, key),
    runOver: (call, connection) =>
      isAudited(call)
        ? audited(call, () => engine.runOver(call, connection))
        : engine.runOver(call, connection),
    stream: (call) => engine.stream(call), // which is a read
    validate: (call) => engine.validate(call), // which changes nothing
    forget: (connection, everywhere) => engine.forget(connection, everywhere),
    close: () => engine.close(),
  }
}

/**
 * Calls with a key, whose entry is durable before their answer is kept: a process that dies in between leaves an entry
 * for what was done, and not a kept answer without one.
 */
export const auditedKeyedCalls = (keyedCalls: KeyedCalls, audit: CallAudit): KeyedCalls => ({
  async admit(call, connection, key) {
    const admitted = await keyedCalls.admit(call, connection, key)
    if ('status' in admitted) return admitted
    return {
      id: admitted.id,
      unknownFor: admitted.unknownFor,
      async succeeded(envelope) {
        await audit.end(call, 'ok')
        await admitted.succeeded(envelope)
      },
      async failed(problem, mayHaveActed) {
        await audit.end(call, problem.code).catch(() => undefined)
        await admitted.failed(problem, mayHaveActed)
      },
    }
  },
  close: () => keyedCalls.close(),
})
