import type { Problem } from '@patchbay/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { challengeOf } from '../access/oauth-resource/challenge.ts'
import type { CallPlace } from '../calls/call.ts'
import { PolicyViolation } from '../inbound/policy-violation.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import { problemMediaType } from './media-types.ts'
import { tellTiming } from './tell-timing.ts'

/** A problem as RFC 9457 puts it on the wire, with the members that Patchbay adds. */
export function problemDetails(
  problem: Problem,
  requestId: string,
  traceId: string,
  place: CallPlace = {},
): object {
  const { code, status, message, advice, retryable, retryAfter, errors, upstream, questions } = problem
  return {
    type: `/problems/${code}`,
    title: problem.kind.title,
    status,
    detail: message,
    instance: `urn:patchbay:request:${requestId}`,
    code,
    advice,
    retryable,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...place,
    ...(upstream === undefined ? {} : { upstream }),
    traceId,
    ...(errors === undefined ? {} : { errors }),
    ...(questions === undefined ? {} : { questions }),
    ...(problem instanceof PolicyViolation ? { 'violated-policies': problem.violatedPolicies } : {}),
  }
}

/** The body of a problem. No secret that the runtime knows of is in it. */
export function problemText(
  problem: Problem,
  redactor: Redactor,
  requestId: string,
  traceId: string,
  place: CallPlace,
): string {
  return redactor.redactJson(JSON.stringify(problemDetails(problem, requestId, traceId || requestId, place)))
}

/** Answers a request with a problem; no secret that the runtime knows of leaves with it. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  redactor: Redactor,
): void {
  request.problemCode = problem.code
  if (problem.retryAfter !== undefined) reply.header('retry-after', String(Math.ceil(problem.retryAfter)))
  if (problem instanceof PolicyViolation && problem.fields !== undefined) {
    addMember(reply, 'ratelimit-policy', problem.fields.policy)
    addMember(reply, 'ratelimit', problem.fields.limit)
  }
  tellTiming(request, reply)
  const challenge = challengeOf(request, problem)
  if (challenge !== undefined) reply.header('www-authenticate', challenge)
  reply
    .code(problem.status)
    // Also for what fails before any hook has run, such as a path that is too long.
    .header('x-request-id', request.id)
    .header('content-type', problemMediaType)
    .header('cache-control', 'no-store')
    .send(problemText(problem, redactor, request.id, request.traceId, request.place))
}

/** To a field that is a list, and may have members already. */
function addMember(reply: FastifyReply, name: string, member: string): void {
  const before = reply.getHeader(name)
  reply.header(name, typeof before === 'string' ? `${before}, ${member}` : member)
}
