import type { ProblemCode, ProblemDetails } from '@patchbay/contract'

/** What one of Zoho's error codes means to us. */
export interface Meaning {
  readonly problem: ProblemCode
  readonly details?: Pick<ProblemDetails, 'detail' | 'advice' | 'retryable'>
}

const refusedToken: Meaning = {
  problem: 'connection_unauthorized',
  details: {
    detail: 'Zoho does not take the access token of this connection.',
    advice:
      'If this is a new connection, check `dataCenter`: the account, the client and its tokens belong to one data ' +
      'centre, and every other one refuses them in just this way. The address at which the person signs in to Zoho Mail ' +
      'tells which it is (mail.zoho.eu is eu). Otherwise renew the credentials.',
  },
}

const missingScope: Meaning = {
  problem: 'connection_forbidden',
  details: {
    detail: 'The connection was not granted the scope for this.',
    advice:
      'Authorize the connection again with the scope that the operation names; renewing tokens does not add scopes.',
  },
}

const notAllowed: Meaning = {
  problem: 'connection_forbidden',
  details: {
    detail: 'Zoho does not allow this to the account.',
    advice:
      'Use an account that may do it: organisation operations need an administrator, and some need a paid plan.',
  },
}

const rejected: Meaning = { problem: 'vendor_rejected' }
const conflict: Meaning = { problem: 'conflict' }

/** By Zoho's own word. */
export const meanings: Readonly<Record<string, Meaning>> = {
  // With status 400, and only where there was no token at all.
  INVALID_TICKET: refusedToken,
  INVALID_OAUTHTOKEN: refusedToken,
  OAUTHTOKEN_EXPIRED: refusedToken,
  NOT_AUTHENTICATED: refusedToken,
  AUTHENTICATION_FAILURE: refusedToken,
  // With status 401, but no other token would help.
  INVALID_OAUTHSCOPE: missingScope,
  NO_PERMISSION: notAllowed,
  OPERATION_NOT_PERMITTED: notAllowed,
  URL_RULE_NOT_CONFIGURED: {
    problem: 'not_found',
    details: {
      detail: 'Zoho knows no such thing: an id in the address is none, or belongs to something else.',
    },
  },
  // With status 404.
  JSON_PARSE_ERROR: rejected,
  EXTRA_PARAM_FOUND: rejected,
  URL_RULE_MISMATCH: rejected,
  INVALID_METHOD: rejected,
  PATTERN_NOT_MATCHED: rejected,
  LESS_THAN_MIN_OCCURANCE: rejected,
  DOMAIN_ALREADY_VERIFIED: conflict,
  MAILHOSTING_ALREADY_ENABLED: conflict,
  RMV_HOSTING_BEFORE_DLT_DOMAIN: conflict,
  TXT_RECORD_HOST_UNKNOWN: conflict,
}

/** What Zoho says only in words. */
export const meaningsOfWords: ReadonlyArray<readonly [RegExp, Meaning]> = [
  // Of folders and labels, with status 500: no outage, and no reason to send it again.
  [/already exists/i, conflict],
  [/maximum user license limit/i, conflict],
  [/account id .*invalid/i, { problem: 'not_found' }],
]
