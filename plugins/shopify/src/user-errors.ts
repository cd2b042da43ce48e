import { Problem, Type, type Static } from '@patchbay/contract'

export const UserErrors = Type.Array(
  Type.Object({ field: Type.Union([Type.Array(Type.String()), Type.Null()]), message: Type.String() }),
)

/**
 * Throws if a mutation was refused: Shopify says so with status 200 and `userErrors`. `wrapper` is the argument
 * that holds our fields, whose name Shopify puts before theirs or not; `renamed` says where a field of
 * Shopify's has another name in our input.
 */
export function refuseUserErrors(
  userErrors: Static<typeof UserErrors>,
  {
    wrapper,
    renamed = {},
  }: { readonly wrapper?: string; readonly renamed?: Readonly<Record<string, string>> } = {},
): void {
  const [first] = userErrors
  if (first === undefined) return
  const errors = userErrors.map(({ field, message }) => {
    const names = field ?? []
    const own = names[0] === wrapper || names[0] === 'input' ? names.slice(1) : names
    const pointer = own.map((name) => `/${name}`).join('')
    return { path: renamed[pointer] ?? pointer, message }
  })
  const missing = errors.every(({ path, message }) => path === '/id' && message.endsWith('does not exist'))
  throw new Problem(missing ? 'not_found' : 'vendor_rejected', {
    detail: `Shopify refused the change: ${userErrors.map(({ message }) => message).join('; ')}.`,
    advice: missing
      ? 'Check the id.'
      : 'Nothing was changed. Correct the fields in `errors` and send it again.',
    errors,
  })
}
