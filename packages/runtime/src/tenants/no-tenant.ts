import { Problem } from '@patchbay/contract'

/** A tenant that is not there, or not the caller's to see: nobody can tell which. */
export const noTenant = (id: string): Problem =>
  new Problem('not_found', {
    detail: `There is no tenant "${id}".`,
    advice: 'Check the identifier: a key belongs to one tenant, and sees no other.',
  })
