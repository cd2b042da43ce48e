import type { IncomingMessage, ServerResponse } from 'node:http'
import { Problem } from '@patchbay/contract'
import { problemMediaType } from '../http/media-types.ts'
import { prepareProblem, type PreparedProblem } from '../http/prepared-problem.ts'
import { newRequestId } from '../http/request-identity.ts'
import { traceIdOf } from '../telemetry/traces/trace-context.ts'

export type Refusal = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Answers with `overloaded` at a fraction of what it takes to serve a request: everything but the ids was put
 * together beforehand. Those who are refused together are told to come back at different times.
 */
export function createRefusal(random: () => number, retryAfterMost = 3): Refusal {
  const forms = Array.from({ length: retryAfterMost }, (_, index) => form(index + 1))
  return (request, response) => {
    const { head, prepared } = forms[Math.floor(random() * forms.length)] as Form
    const id = newRequestId()
    response.sendDate = false // which RFC 9110, 6.6.1 allows for a 503
    response.writeHead(503, [...head, 'x-request-id', id])
    response.end(prepared.body(id, traceIdOf(traceparent(request), id)))
  }
}

interface Form {
  readonly head: readonly string[]
  readonly prepared: PreparedProblem
}

function form(retryAfter: number): Form {
  const prepared = prepareProblem(
    new Problem('overloaded', {
      detail: 'The server has more to do than it can do in time, and did not begin with this request.',
      retryAfter,
    }),
  )
  const head = [
    'content-type',
    problemMediaType,
    'cache-control',
    'no-store',
    'retry-after',
    String(retryAfter),
    'content-length',
    String(prepared.byteLength),
  ]
  return { head, prepared }
}

// The object of all headers is made when it is first read, which is too dear here.
function traceparent({ rawHeaders }: IncomingMessage): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string
    if (name.length === 11 && name.toLowerCase() === 'traceparent') return rawHeaders[index + 1]
  }
  return undefined
}
