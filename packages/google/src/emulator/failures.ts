import type { EmulatorAnswer } from '@patchbay/contract/emulator'
import { refusal, unauthenticated } from './answers.ts'

/** How the failures look that Google's APIs have in common, for the `failures` of an emulator. */
export const googleFailures = {
  unauthorized: unauthenticated('ACCESS_TOKEN_EXPIRED'),
  forbidden: refusal(403, 'The caller does not have permission', 'PERMISSION_DENIED', {
    reason: 'forbidden',
  }),
  notFound: refusal(404, 'Requested entity was not found.', 'NOT_FOUND', { reason: 'notFound' }),
  rejected: refusal(400, 'Request contains an invalid argument.', 'INVALID_ARGUMENT', {
    reason: 'invalidParameter',
  }),
  rateLimited: refusal(429, 'Resource has been exhausted (e.g. check quota).', 'RESOURCE_EXHAUSTED', {
    reason: 'rateLimitExceeded',
  }),
  unavailable: refusal(503, 'The service is currently unavailable.', 'UNAVAILABLE', {
    reason: 'backendError',
  }),
} as const satisfies Record<string, EmulatorAnswer>
