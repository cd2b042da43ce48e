import { Problem, type Authentication } from '@patchbay/contract'
import type {
  CredentialKind,
  CredentialOwner,
  EnteredCredentials,
} from '../../connections/credential-kinds.ts'
import type { OpenedTokens } from './open-tokens.ts'
import { createTokenClient } from './token-client.ts'
import { oauth2Binding, oauth2Grant, serviceAccountGrant } from './token-grants.ts'
import type { TokenGrant, TokenOwner } from './token-owner.ts'
import { refusalProblem } from './token-problems.ts'
import { TokenRefused } from './token-refused.ts'
import { tokenRules } from './token-rules.ts'

type Kind<K extends Authentication['kind']> = CredentialKind<Extract<Authentication, { kind: K }>>

/** Credentials that are traded for tokens, by kind of authentication. */
export function createTokenKinds(tokens: OpenedTokens): {
  readonly oauth2: Kind<'oauth2'>
  readonly 'service-account': Kind<'service-account'>
} {
  const { way, shelf, leases, sourceOf } = tokens

  return {
    oauth2: {
      ...tokenRules.oauth2,
      open: (owner) =>
        sourceOf(
          tokenOwner(owner, tokenRules.oauth2.renewal(owner.authentication, owner.id), (entered) =>
            oauth2Grant(owner.authentication, owner.origins, entered, way),
          ),
          owner.authentication.placement,
        ),
      async prepareRevocation(owner) {
        const { authentication, origins } = owner
        const place = { tenant: owner.tenant, connection: owner.uid }
        if (authentication.grant === 'client-credentials' || authentication.revocation === undefined) {
          return () => leases.forget(place)
        }
        const secrets = await owner.entered()
        const kept = await shelf.read(owner, oauth2Binding(authentication, origins, secrets))
        const token = kept.tokens?.refreshToken ?? kept.tokens?.accessToken ?? secrets['refreshToken']
        const client = createTokenClient(authentication, origins, secrets, way)
        return async () => {
          try {
            if (token !== undefined) await client.revoke(token)
          } catch (error) {
            // Gone is what it was to be.
            if (!(error instanceof TokenRefused)) throw error
            if (error.failure !== 'revoked')
              throw refusalProblem({ renewal: tokenRules.oauth2.renewal(authentication, owner.id) }, error)
          } finally {
            await leases.forget(place)
          }
        }
      },
    },

    'service-account': {
      ...tokenRules['service-account'],
      open: (owner) =>
        sourceOf(
          tokenOwner(
            owner,
            tokenRules['service-account'].renewal(owner.authentication, owner.id),
            (entered) => serviceAccountGrant(owner.authentication, owner.origins, entered, way),
          ),
          owner.authentication.placement,
        ),
      prepareRevocation: (owner) =>
        Promise.resolve(() => leases.forget({ tenant: owner.tenant, connection: owner.uid })),
    },
  }
}

function tokenOwner(
  { tenant, uid, id, connector, entered }: CredentialOwner,
  renewal: string,
  grantWith: (entered: EnteredCredentials) => TokenGrant,
): TokenOwner {
  let grant: TokenGrant | undefined
  return {
    tenant,
    uid,
    id,
    connector,
    renewal,
    async grant() {
      if (grant !== undefined) return grant
      try {
        grant = grantWith(await entered())
        return grant
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
        throw new Problem('connection_unauthorized', {
          detail: `The key file of the connection ${error.message}.`,
          advice: renewal,
        })
      }
    },
  }
}
