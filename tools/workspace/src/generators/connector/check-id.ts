import type { Tree } from '@nx/devkit'

/** The runtime's own rule for the ids of connectors. */
const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/** Ids become part of tool names, which some agents cut at 64 characters; half of that is left for operations. */
const longest = 32

/** Throws, with what to do, unless a connector of this id can be made. */
export function checkId(tree: Tree, id: string): void {
  if (!kebabCase.test(id)) {
    throw new Error(
      `"${id}" is not in kebab-case. Use lower-case letters and digits in words joined by single hyphens, ` +
        'beginning with a letter, such as acme-mail.',
    )
  }
  if (id.length > longest) {
    throw new Error(`"${id}" has ${id.length} characters; an id may have ${longest}. Choose a shorter one.`)
  }
  if (tree.exists(`plugins/${id}`)) {
    throw new Error(`plugins/${id} exists already. Choose another id, or remove that folder first.`)
  }
}
