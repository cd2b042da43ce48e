import { wrong, type Resource } from './call.ts'

const camelCase = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/**
 * What a resource becomes by a change: the fields that the mask names, of those that can change. What is named and not
 * given is emptied. `*` stands for all of them.
 */
export function masked(
  resource: Resource,
  changes: Resource,
  mask: string | null,
  mutable: readonly string[],
): Resource {
  if (mask === null || mask === '') throw wrong('update_mask', 'The update mask is required.')
  const paths = mask === '*' ? mutable : mask.split(',')
  const next: Record<string, unknown> = { ...resource }
  for (const path of paths) {
    if (!mutable.includes(path)) throw wrong('update_mask', `The field "${path}" cannot be updated.`)
    const [outer = '', inner] = path.split('.').map(camelCase)
    if (inner === undefined) set(next, outer, changes[outer])
    else {
      const within = { ...Object(next[outer]) } as Record<string, unknown>
      set(within, inner, (Object(changes[outer]) as Resource)[inner])
      next[outer] = within
    }
  }
  return next
}

function set(into: Record<string, unknown>, name: string, value: unknown): void {
  // Google leaves out what is empty.
  if (value === undefined || value === null || value === '' || value === false) delete into[name]
  else into[name] = value
}
