import { Problem } from '@patchbay/contract'
import type { FastifyReply } from 'fastify'
import type { Deadline } from '../calls/deadline.ts'

/** Ends the work when its caller goes away. */
export function endWithCaller({ raw }: FastifyReply, deadline: Deadline): void {
  const onClose = (): void => {
    if (raw.writableEnded) return
    deadline.abort(new Problem('cancelled', { detail: 'The caller closed the connection.' }))
  }
  if (raw.destroyed) onClose()
  else raw.on('close', onClose) // which comes once
}
