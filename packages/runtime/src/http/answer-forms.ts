import type { AnswerForms } from '../calls/idempotency/keyed-calls.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { jsonMediaType, problemMediaType } from './media-types.ts'
import { problemText } from './problem-details.ts'

/** How the outcomes of calls look over HTTP. */
export function createAnswerForms(redactor: Redactor): AnswerForms {
  return {
    success: (body) => ({ status: 200, contentType: jsonMediaType, body }),
    failure: (problem, { requestId, traceId, place }) => ({
      status: problem.status,
      contentType: problemMediaType,
      body: problemText(problem, redactor, requestId, traceId, place),
    }),
  }
}
