import type { ProblemCode, ProblemDetails } from '@patchbay/contract'

/** What one of Bing's error codes means to us. */
export interface ErrorCode {
  /** As Bing writes it in its message. */
  readonly name: string
  readonly problem: ProblemCode
  readonly details?: Pick<ProblemDetails, 'detail' | 'advice' | 'retryable' | 'retryAfter'>
}

const throttled = {
  detail: 'Bing has throttled the account of this connection.',
  advice:
    'Send nothing on this connection for at least ten minutes, then start slowly: every call in between ' +
    'makes Bing keep the account locked for longer.',
  retryAfter: 600,
} as const

/** By the number in `ErrorCode`. 0 means no error and is not listed. */
export const errorCodes: Readonly<Record<number, ErrorCode>> = {
  1: { name: 'InternalError', problem: 'vendor_error' },
  // For sites without crawl data this is the steady answer of the URL methods, so a retry is a waste.
  2: { name: 'UnknownError', problem: 'vendor_error', details: { retryable: false } },
  3: {
    name: 'InvalidApiKey',
    problem: 'connection_unauthorized',
    details: {
      detail: 'Bing does not accept the API key or token of this connection.',
      advice:
        'Copy the key again from Bing Webmaster Tools, Settings, API access, or have the person agree again. ' +
        'Generating a key ends the one before it at once, and a new one may need half an hour before it works.',
    },
  },
  4: { name: 'ThrottleUser', problem: 'vendor_rate_limited', details: throttled },
  5: { name: 'ThrottleHost', problem: 'vendor_rate_limited', details: throttled },
  6: {
    name: 'UserBlocked',
    problem: 'connection_forbidden',
    details: {
      detail: 'Bing has blocked the account of this connection.',
      advice: 'Sign in to Bing Webmaster Tools with that account, or write to its support.',
    },
  },
  7: { name: 'InvalidUrl', problem: 'vendor_rejected' },
  8: { name: 'InvalidParameter', problem: 'vendor_rejected' },
  9: { name: 'TooManySites', problem: 'vendor_rejected' },
  10: { name: 'UserNotFound', problem: 'not_found' },
  11: { name: 'NotFound', problem: 'not_found' },
  12: { name: 'AlreadyExists', problem: 'conflict' },
  13: {
    name: 'NotAllowed',
    problem: 'connection_forbidden',
    details: {
      detail: 'Bing does not allow this to the user of this connection.',
      advice: 'Ask an administrator of the site in Bing Webmaster Tools for a role that may do it.',
    },
  },
  14: {
    name: 'NotAuthorized',
    problem: 'connection_forbidden',
    details: {
      detail: 'Bing does not give this connection access to the site.',
      advice:
        'Use the exact `url` from sites.list: http or https, www and the last slash all count. A site that ' +
        'is not verified has to be verified in Bing Webmaster Tools first.',
    },
  },
  15: { name: 'UnexpectedState', problem: 'vendor_error' },
  16: {
    name: 'Deprecated',
    problem: 'vendor_rejected',
    details: { detail: 'Bing has retired this method.', advice: 'Do without it; nothing takes its place.' },
  },
  17: { name: 'ThrottleIP', problem: 'vendor_rate_limited', details: throttled },
  81058: { name: 'AlreadyPresent', problem: 'conflict' },
}
