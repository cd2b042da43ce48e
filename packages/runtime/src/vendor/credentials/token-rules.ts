import type { Authentication, OAuth2Authentication } from '@patchbay/contract'
import type { CredentialRules } from '../../connections/credential-kinds.ts'
import { readKeyFile } from './assertion-client.ts'

type Rules<K extends Authentication['kind']> = CredentialRules<Extract<Authentication, { kind: K }>>

/** How credentials that are traded for tokens are judged, by kind of authentication. */
export const tokenRules: {
  readonly oauth2: Rules<'oauth2'>
  readonly 'service-account': Rules<'service-account'>
} = {
  oauth2: {
    judge: () => [],
    initial: ({ grant }) =>
      grant === 'authorization-code'
        ? { state: 'reauthorize', reason: 'Nobody has authorized it at the vendor yet.' }
        : undefined,
    renewal: renewalOf,
  },
  'service-account': {
    renewal: (_authentication, id) => enterAnew(id),
    judge(_authentication, { keyFile = '' }) {
      try {
        readKeyFile(keyFile)
        return []
      } catch (error) {
        return [{ path: '/keyFile', message: (error as TypeError).message }]
      }
    },
  },
}

function renewalOf({ grant }: OAuth2Authentication, id: string): string {
  return grant === 'authorization-code'
    ? `Authorize it again: POST /v1/connections/${id}/authorize answers with the address where to agree.`
    : enterAnew(id)
}

const enterAnew = (id: string): string =>
  `Enter new ones: PATCH /v1/connections/${id} with {"credentials": {…}}.`
