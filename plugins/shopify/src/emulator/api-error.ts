import { GraphQLError } from 'graphql'

/** A top-level error with a code of Shopify's. */
export function apiError(
  code: string,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } })
}

export function accessDenied(field: string, requiredAccess: string): GraphQLError {
  return apiError('ACCESS_DENIED', `Access denied for ${field} field. Required access: ${requiredAccess}`, {
    documentation: 'https://shopify.dev/api/usage/access-scopes',
    requiredAccess,
  })
}

/** Where the stand-in ends. Never dressed as an answer of Shopify. */
export function notEmulated(what: string): GraphQLError {
  return apiError('NOT_EMULATED', `This emulator does not perform ${what}.`)
}
