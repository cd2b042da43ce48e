import { Type } from '@sinclair/typebox'
import type { Principal } from '../access/principal.ts'
import { installation } from '../objectives/scope.ts'
import { tenantAskedFor } from './tenant-question.ts'

/** Of routes that are about one tenant, or about the installation. */
export const scopeQuery = {
  tenant: Type.Optional(
    Type.String({
      maxLength: 63,
      description:
        'Id of the tenant that is meant; `*` for the installation, which only operators may ask for. Default: that of the caller.',
    }),
  ),
}

/** What alone is in the query where nothing else is asked. */
export const ScopeQuerySchema = Type.Object(scopeQuery, { additionalProperties: false })

/** Whose objectives and alerts are meant. Throws `forbidden` or `not_found` where they are not the caller's. */
export const scopeOf = (principal: Principal, tenant: string | undefined): string =>
  tenantAskedFor(principal, tenant) ?? installation
