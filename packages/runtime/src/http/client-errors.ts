import type { Socket } from 'node:net'
import { Problem } from '@patchbay/contract'
import { newRequestId } from './request-identity.ts'
import { problemMediaType } from './media-types.ts'
import { problemDetails } from './problem-details.ts'

const problemOf = ({ code }: NodeJS.ErrnoException): Problem => {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('request_timeout')
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('too_large', { status: 431, detail: 'The headers are too large.' })
    default:
      return new Problem('invalid_request', { detail: 'The request is not well-formed HTTP.' })
  }
}

/** Answers what never became a request: slow, oversized or malformed bytes. Then the socket is closed. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const problem = problemOf(error)
  const id = newRequestId()
  const body = JSON.stringify(problemDetails(problem, id, id))
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.kind.title}\r\ncontent-type: ${problemMediaType}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nx-request-id: ${id}\r\nconnection: close\r\n\r\n${body}`,
  )
}
