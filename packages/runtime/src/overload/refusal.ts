import type { IncomingMessage, ServerResponse } from 'node:http'
import { Problem } from '@patchbay/contract'
import { problemMediaType } from '../http/media-types.ts'
import { problemDetails } from '../http/problem-details.ts'
import { newRequestId, traceIdOf } from '../http/request-identity.ts'

export type Refusal = (request: IncomingMessage, response: ServerResponse) => void

const placeholder = '0'.repeat(32)
const otherPlaceholder = '1'.repeat(32)

/**
 * Answers with `overloaded` at a fraction of what it takes to serve a request: everything but the ids was put
 * together beforehand. Those who are refused together are told to come back at different times.
 */
export function createRefusal(random: () => number, retryAfterMost = 3): Refusal {
  const forms = Array.from({ length: retryAfterMost }, (_, index) => form(index + 1))
  return (request, response) => {
    const { head, parts } = forms[Math.floor(random() * forms.length)] as Form
    const id = newRequestId()
    response.sendDate = false // which RFC 9110, 6.6.1 allows for a 503
    response.writeHead(503, [...head, 'x-request-id', id])
    response.end(parts[0] + id + parts[1] + traceIdOf(traceparent(request), id) + parts[2])
  }
}

interface Form {
  readonly head: readonly string[]
  /** Of the body: before, between and after the ids of request and trace. */
  readonly parts: readonly [string, string, string]
}

function form(retryAfter: number): Form {
  const problem = new Problem('overloaded', {
    detail: 'The server has more to do than it can do in time, and did not begin with this request.',
    retryAfter,
  })
  const body = JSON.stringify(problemDetails(problem, placeholder, otherPlaceholder))
  const [before = '', rest = ''] = body.split(placeholder)
  const [between = '', after = ''] = rest.split(otherPlaceholder)
  const head = [
    'content-type',
    problemMediaType,
    'cache-control',
    'no-store',
    'retry-after',
    String(retryAfter),
    'content-length',
    String(Buffer.byteLength(body)),
  ]
  return { head, parts: [before, between, after] }
}

// The object of all headers is made when it is first read, which is too dear here.
function traceparent({ rawHeaders }: IncomingMessage): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string
    if (name.length === 11 && name.toLowerCase() === 'traceparent') return rawHeaders[index + 1]
  }
  return undefined
}
