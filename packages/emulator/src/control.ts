import { Value } from '@sinclair/typebox/value'
import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { Fault, type FaultList } from './fault.ts'
import type { Journal } from './journal.ts'

export const controlPrefix = '/__emulator'

interface Controlled {
  readonly title: string
  readonly faults: FaultList
  readonly journal: Journal
  readonly reset: () => void
}

const readFault = (body: string): Fault | string => {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (error) {
    return `not JSON: ${(error as Error).message}`
  }
  if (Value.Check(Fault, value)) return value
  const [first] = Value.Errors(Fault, value)
  return `${first?.path || 'the body'}: ${first?.message}`
}

/**
 * The control of an emulator, on its own port under /__emulator, so that curl can break a vendor:
 * `POST /faults` adds one, `DELETE /faults` clears them, `GET /journal` shows what arrived, `POST /reset`
 * restores the seeded state and clears everything.
 */
export function control(
  request: EmulatorRequest,
  { title, faults, journal, reset }: Controlled,
): EmulatorAnswer {
  switch (`${request.method} ${request.path.slice(controlPrefix.length)}`) {
    case 'GET ':
    case 'GET /':
      return { status: 200, body: { title, faults: faults.list(), requests: journal.entries.length } }
    case 'GET /faults':
      return { status: 200, body: faults.list() }
    case 'POST /faults': {
      const fault = readFault(request.body)
      if (typeof fault === 'string') return { status: 400, body: { error: fault } }
      faults.add(fault)
      return { status: 201, body: fault }
    }
    case 'DELETE /faults':
      faults.clear()
      return { status: 204 }
    case 'GET /journal':
      return { status: 200, body: journal.entries }
    case 'POST /reset':
      reset()
      return { status: 204 }
    default:
      return {
        status: 404,
        body: {
          error: 'Use GET|POST|DELETE /__emulator/faults, GET /__emulator/journal or POST /__emulator/reset.',
        },
      }
  }
}
