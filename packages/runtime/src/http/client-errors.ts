import type { Socket } from 'node:net'
import { Problem } from '@patchbay/contract'
import { newRequestId } from './request-identity.ts'
import { problemMediaType } from './media-types.ts'
import { prepareProblem, type PreparedProblem } from './prepared-problem.ts'

const malformed = prepareProblem(
  new Problem('invalid_request', { detail: 'The request is not well-formed HTTP.' }),
)
const prepared: Readonly<Record<string, PreparedProblem>> = {
  ERR_HTTP_REQUEST_TIMEOUT: prepareProblem(new Problem('request_timeout')),
  HPE_HEADER_OVERFLOW: prepareProblem(
    new Problem('too_large', { status: 431, detail: 'The headers are too large.' }),
  ),
}

/** Answers what never became a request: slow, oversized or malformed bytes. Then the socket is closed. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const answer = prepared[error.code ?? ''] ?? malformed
  const { problem, byteLength } = answer
  const id = newRequestId()
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.kind.title}\r\ncontent-type: ${problemMediaType}\r\n` +
      `content-length: ${byteLength}\r\nx-request-id: ${id}\r\nconnection: close\r\n\r\n${answer.body(id, id)}`,
  )
}
