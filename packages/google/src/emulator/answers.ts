import type { EmulatorAnswer } from '@patchbay/contract/emulator'

/** What a refusal says beside its status and message. */
export interface RefusalFacts {
  /** Of the older APIs: `errors[0].reason`. */
  readonly reason?: string
  /** Of the older APIs. Default: `global`. */
  readonly domain?: string
  readonly details?: readonly object[]
}

/** A failure in the shape that all of Google's JSON APIs have. */
export function refusal(
  code: number,
  message: string,
  status?: string,
  { reason, domain = 'global', details }: RefusalFacts = {},
): EmulatorAnswer {
  return {
    status: code,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: {
      error: {
        code,
        message,
        ...(reason === undefined ? {} : { errors: [{ message, domain, reason }] }),
        ...(status === undefined ? {} : { status }),
        ...(details === undefined ? {} : { details }),
      },
    },
  }
}

/** A detail that names why, in the newer APIs. */
export const errorInfo = (reason: string, metadata: Readonly<Record<string, string>> = {}): object => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata,
})

/** What Google answers to a request that does not fit its method. */
export function invalid(
  fieldViolations: ReadonlyArray<{ readonly field: string; readonly description: string }>,
): EmulatorAnswer {
  return refusal(400, fieldViolations.map(({ description }) => description).join('\n'), 'INVALID_ARGUMENT', {
    details: [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations }],
  })
}

/** Google answers unknown paths with a page. */
export const notFound = (path: string): EmulatorAnswer => ({
  status: 404,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: `<!DOCTYPE html>\n<title>Error 404 (Not Found)!!1</title>\n<p>The requested URL <code>${path.replace(/[<>&"]/g, '')}</code> was not found on this server.`,
})

export const unauthenticated = (reason: 'ACCESS_TOKEN_EXPIRED' | 'CREDENTIALS_MISSING'): EmulatorAnswer =>
  refusal(
    401,
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    'UNAUTHENTICATED',
    { details: [errorInfo(reason)] },
  )

export const lacksScope = (service: string, method: string): EmulatorAnswer =>
  refusal(403, 'Request had insufficient authentication scopes.', 'PERMISSION_DENIED', {
    reason: 'insufficientPermissions',
    details: [errorInfo('ACCESS_TOKEN_SCOPE_INSUFFICIENT', { service, method })],
  })

/** Google's refusal where an API is not switched on in the project of the credentials. */
export const switchedOff = (title: string, service: string, project: string): EmulatorAnswer => {
  const url = `https://console.developers.google.com/apis/api/${service}/overview?project=${project}`
  return refusal(
    403,
    `${title} has not been used in project ${project} before or it is disabled. Enable it by visiting ${url} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
    'PERMISSION_DENIED',
    {
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.Help',
          links: [{ description: 'Google developers console API activation', url }],
        },
        errorInfo('SERVICE_DISABLED', { service, consumer: `projects/${project}` }),
      ],
    },
  )
}
