import type { ApiKeyAuthentication } from '@patchbay/contract'
import { credentialsOf, type Credentialed } from '../vendor/authenticate-request.ts'
import { isHeaderValue } from '../vendor/request-headers.ts'
import type { CredentialKind } from './credential-kinds.ts'

/** Credentials that are sent as they were entered: opened once, and kept for as long as the connection is the same. */
export const apiKeyCredentials: CredentialKind<ApiKeyAuthentication> = {
  judge({ in: place, field }, credentials) {
    if (place !== 'header' || isHeaderValue(credentials[field] ?? '')) return []
    const message = 'has a character, such as a line break, that no header can carry'
    return [{ path: `/${field}`, message }]
  },
  renewal: (_authentication, id) => `Enter new ones: PATCH /v1/connections/${id} with {"credentials": {…}}.`,
  open({ authentication, entered }) {
    let known: Credentialed | undefined
    let opening: Promise<Credentialed> | undefined
    return {
      current() {
        if (known !== undefined) return known
        if (opening !== undefined) return opening
        const credentials = entered()
        if (!(credentials instanceof Promise)) return (known = credentialsOf(authentication, credentials))
        opening = credentials
          .then((opened) => (known = credentialsOf(authentication, opened)))
          .finally(() => (opening = undefined))
        return opening
      },
    }
  },
}
