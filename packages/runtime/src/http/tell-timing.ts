import type { FastifyReply, FastifyRequest } from 'fastify'

/** Tells a caller that has asked for it with `Patchbay-Timing: 1` where the time of the call went. */
export function tellTiming({ timing }: FastifyRequest, reply: FastifyReply, cache?: string): void {
  if (timing === undefined) return
  if (cache !== undefined) timing.note('cache', cache)
  reply.header('server-timing', timing.header())
}
