import { Type } from '@sinclair/typebox'
import { fromEnvironment } from './setting.ts'

/** Who is let in beside those with API keys. */
export const accessSettings = {
  oidcIssuers: fromEnvironment(
    'PATCHBAY_OIDC_ISSUERS',
    Type.Optional(
      Type.String({
        description:
          'Issuers of OpenID Connect whose JWTs are accepted, and where people sign in to the console: the path of a JSON file, or the JSON array itself.',
        minLength: 2,
      }),
    ),
  ),
}
